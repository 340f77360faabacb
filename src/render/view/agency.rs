//! What the pages of the portal and of its agencies show.

use super::{ClassRow, Extra, ItemRow, LinkView, ReportRow, views};

views! {
    /// `home.html`: the portal's front page.
    pub struct HomeView {
        /// The topmost agencies.
        pub agencies: Vec<AgencyTree>,
        /// How many agencies there are.
        pub agency_count: usize,
        /// The newest documents.
        pub latest: Vec<ItemRow>,
        /// How many documents there are.
        pub item_count: usize,
        /// How many reports there are.
        pub report_count: usize,
        /// The items of the law with their number of documents.
        pub categories: Vec<ClassRow>,
        /// The years with a filing board, newest first.
        pub years: Vec<LinkView>,
    }

    /// `search.html`: where a search leads; and lists by which everything can be found.
    pub struct SearchView {
        /// Whether only the topmost agencies are listed here, because there are so many.
        pub shortened: bool,
        /// 政府信息公开指南 of each agency.
        pub guides: Vec<LinkView>,
        /// 政府信息公开制度.
        pub rules: Vec<LinkView>,
        /// 依申请公开 of each agency.
        pub applications: Vec<LinkView>,
        /// The topmost agencies.
        pub agencies: Vec<AgencyTree>,
        /// The items of the law with their number of documents.
        pub categories: Vec<ClassRow>,
        /// The years with a filing board, newest first.
        pub years: Vec<LinkView>,
    }

    /// An agency in a list, with those below it.
    pub struct AgencyTree {
        /// Its full name.
        pub title: String,
        /// Its page.
        pub href: String,
        /// The agencies below it.
        pub children: Vec<AgencyTree>,
    }

    /// `agency.html`: an agency's platform with its statutory columns.
    pub struct AgencyView {
        /// The full name.
        pub name: String,
        /// The name for narrow places.
        pub short_name: String,
        /// 统一社会信用代码 or 组织机构代码.
        pub code: Option<String>,
        /// Its names before.
        pub former_names: Vec<String>,
        /// The last year for which it files a report.
        pub files_until: Option<i16>,
        /// How to reach the office that answers for disclosure.
        pub contact: ContactView,
        /// 政府信息公开指南.
        pub guide: Option<LinkView>,
        /// 政府信息公开制度: its own.
        pub rules: Vec<LinkView>,
        /// Rules of the agencies above it, which bind it too.
        pub inherited_rules: Vec<LinkView>,
        /// 依申请公开, where it has a page on it.
        pub application: Option<LinkView>,
        /// The empty form for an application.
        pub application_form: Option<LinkView>,
        /// Its newest documents.
        pub items: Vec<ItemRow>,
        /// How many documents it has.
        pub item_count: usize,
        /// All its documents by category.
        pub catalogue: LinkView,
        /// What it disclosed, by year, newest first.
        pub years: Vec<LinkView>,
        /// Its reports, newest first.
        pub reports: Vec<ReportRow>,
        /// Pictures of its figures over the years; empty with fewer than two reports.
        pub trends: Vec<TrendView>,
        /// Its bodies added up, by year, newest first.
        pub rollups: Vec<LinkView>,
        /// Why columns are empty.
        pub empty: EmptyView,
        /// The agencies below it.
        pub children: Vec<AgencyTree>,
        /// Keys of the agency's own.
        pub extra: Extra,
    }

    /// Why a column of an agency is empty, in the agency's words.
    pub struct EmptyView {
        /// 政府信息公开指南.
        pub guide: Option<String>,
        /// 政府信息公开制度.
        pub rules: Option<String>,
        /// 法定主动公开内容.
        pub documents: Option<String>,
        /// 政府信息公开年报.
        pub reports: Option<String>,
    }

    /// How to reach the office that answers for disclosure (条例 art. 12).
    pub struct ContactView {
        /// 工作机构.
        pub office: Option<String>,
        /// 办公地址.
        pub address: Option<String>,
        /// 邮政编码.
        pub postcode: Option<String>,
        /// 办公时间.
        pub hours: Option<String>,
        /// 联系电话.
        pub phone: Option<String>,
        /// 传真号码.
        pub fax: Option<String>,
        /// 互联网联系方式.
        pub email: Option<String>,
    }

    /// A headline of an agency's reports over the years, with the points of a picture `width` by `height`.
    pub struct TrendView {
        /// The headline's id.
        pub id: String,
        /// What is counted.
        pub label: String,
        /// In what.
        pub unit: String,
        /// The picture's width.
        pub width: i64,
        /// The picture's height.
        pub height: i64,
        /// Whether the figure was ever other than zero.
        pub varied: bool,
        /// The years, oldest first.
        pub points: Vec<PointView>,
        /// Lines to draw: stretches of neighbouring years on one form, as `x,y x,y`. Between two forms there is none.
        pub lines: Vec<String>,
        /// Where the form changes: an x.
        pub breaks: Vec<i64>,
    }

    /// A year of a trend.
    pub struct PointView {
        /// The year.
        pub year: i16,
        /// The figure.
        pub text: String,
        /// The figure's cell in its report.
        pub href: String,
        /// Where it stands in the picture, from the left …
        pub x: i64,
        /// … and from the top.
        pub y: i64,
    }

    /// `agency-year.html`: what an agency disclosed in one year.
    pub struct AgencyYearView {
        /// The agency's full name.
        pub agency: String,
        /// The year.
        pub year: i16,
        /// Its report.
        pub report: Option<ReportRow>,
        /// Its bodies' reports added up.
        pub rollup: Option<LinkView>,
        /// The documents, newest first; of more than a page's worth the newest.
        pub items: Vec<ItemRow>,
        /// The list of all of them, where not all stand on this page.
        pub all: Option<ClassRow>,
    }

    /// `application-form.html`: the empty form for an application to an agency.
    pub struct ApplicationFormView {
        /// The agency's full name.
        pub agency: String,
        /// How to reach it.
        pub contact: ContactView,
        /// The page on 依申请公开.
        pub application: LinkView,
    }
}

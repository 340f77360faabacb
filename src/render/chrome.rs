//! What stands around every page: the portal's name, its foot, its main navigation.

use crate::model::{Page, Site};
use crate::yaml::Extra;

use super::theme::Theme;
use super::view::{LinkView, views};

views! {
    /// The value `site` of every template.
    pub struct Chrome {
        /// As in `portal.yaml`.
        pub name: String,
        /// The path under which the site stands, with a slash at both ends: `/zwgk/`.
        pub base: String,
        /// The same as a whole address.
        pub base_url: String,
        /// That address without its path: `https://example.gov.cn`.
        pub origin: String,
        /// Its host.
        pub domain: String,
        /// As in `portal.yaml`.
        pub lang: String,
        /// 政府网站标识码.
        pub site_code: Option<String>,
        /// The ICP number.
        pub icp: Option<String>,
        /// 公安机关备案号.
        pub police: Option<String>,
        /// 主办单位.
        pub organizer: OrganizerView,
        /// The first five topmost agencies, then the pages right below `content/`.
        pub navigation: Vec<LinkView>,
        /// Keys of the portal's own.
        pub extra: Extra,
        /// What the theme and the portal set under `params:`.
        pub theme: Extra,
    }

    /// Who answers for the site.
    pub struct OrganizerView {
        /// Its name.
        pub name: Option<String>,
        /// Its telephone.
        pub phone: Option<String>,
        /// Its address.
        pub address: Option<String>,
    }
}

impl Chrome {
    pub fn new(site: &Site, theme: &Theme) -> Chrome {
        let portal = &site.portal;
        let base = portal.base_path();
        let link = |title: &str, page| LinkView::new(title, base, &site.address(page));
        let mut navigation: Vec<LinkView> = site
            .roots()
            .map(|agency| link(site.agency(agency).short(), Page::Agency(agency)))
            .take(MOST_LINKS)
            .collect();
        let own =
            site.plains.iter().enumerate().filter(|(_, plain)| plain.agency.is_none() && !plain.path.contains('/'));
        navigation
            .extend(own.map(|(index, plain)| link(&plain.title, Page::Plain(crate::model::PlainId(index as u32)))));
        let organizer = portal.organizer.clone();
        Chrome {
            name: portal.name.clone(),
            base: base.to_owned(),
            base_url: portal.base_url.clone(),
            origin: portal.base_url.strip_suffix(base).unwrap_or(&portal.base_url).to_owned(),
            domain: portal.domain().to_owned(),
            lang: portal.lang.clone(),
            site_code: portal.site_code.clone(),
            icp: portal.icp.clone(),
            police: portal.police.clone(),
            organizer: OrganizerView { name: organizer.name, phone: organizer.phone, address: organizer.address },
            navigation,
            extra: portal.extra.clone(),
            theme: theme.params.overlaid(&portal.params),
        }
    }
}

/// A portal with many topmost agencies lists them on its home page; the head shows the first few.
const MOST_LINKS: usize = 5;

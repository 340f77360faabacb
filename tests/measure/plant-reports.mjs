// Annual reports made up in the manners of many offices: every sentence says a figure of the tables in another way. Said
// rightly, nothing may be found; said wrongly, the sentence must be.

const ROWS = ["granted", "partial", "denied_secret", "denied_law", "denied_safety", "denied_third_party", "denied_internal", "denied_process", "denied_casefile", "denied_query", "unable_not_held", "unable_no_existing", "unable_unclear", "refused_petition", "refused_repeat", "refused_publication", "refused_mass", "refused_confirm", "other_no_correction", "other_no_fee", "other_misc"];
const percent = (part, whole, digits = 2) => ((part / whole) * 100).toFixed(digits).replace(/\.?0+$/, "");

/** The figures of a year, which add up. */
export function figures({ whole }) {
  const f = { granted: whole(20, 60), partial: whole(5, 19), denied_process: whole(2, 9), denied_casefile: whole(2, 9), unable_not_held: whole(10, 30), unable_no_existing: whole(1, 5), refused_petition: whole(1, 5), refused_repeat: whole(1, 5), other_misc: whole(2, 8) };
  f.total = Object.values(f).reduce((sum, n) => sum + n, 0);
  f.in = whole(3, 9);
  f.forward = whole(3, 9);
  f.new = f.total + f.forward - f.in;
  f.legal = whole(4, 12);
  f.natural = f.new - f.legal;
  f.denied = f.denied_process + f.denied_casefile;
  f.unable = f.unable_not_held + f.unable_no_existing;
  f.refused = f.refused_petition + f.refused_repeat;
  Object.assign(f, { made: whole(2, 12), repealed: whole(1, 8), force: whole(30, 90), licensing: whole(100, 3000), punishment: whole(20, 400), fees: whole(100, 9000) / 10 });
  Object.assign(f, { maintained: whole(2, 9), corrected: whole(1, 4), suits: whole(1, 6) });
  f.reviews = f.maintained + f.corrected;
  f.last = f.new - whole(5, 20);
  return f;
}

/** `report.yaml` of these figures; the applicants are people but for those of the first rows. */
export function yaml(f, last = false) {
  const row = (n, legal = 0) => `[${n - legal}, ${legal}, 0, 0, 0, 0, ${n}]`;
  let legal = last ? 0 : f.legal;
  const rows = ROWS.map((id) => {
    const n = last ? (id === "granted" ? f.last : 0) : (f[id] ?? 0);
    const of = Math.min(n, legal);
    legal -= of;
    return `  ${id}: ${row(n, of)}`;
  });
  const [received, carried, total, forward] = last ? [f.last + f.in, 0, f.last, f.in] : [f.new, f.in, f.total, f.forward];
  const [reviews, suits] = last ? ["[0, 0, 0, 0, 0]", "[0, 0, 0, 0, 0]"] : [`[${f.maintained}, ${f.corrected}, 0, 0, ${f.reviews}]`, `[${f.suits}, 0, 0, 0, ${f.suits}]`];
  const force = last ? f.force - f.made + f.repealed : f.force;
  return ["disclosure:", "  regulations: {made: 0, repealed: 0, in_force: 0}", `  normative_documents: {made: ${last ? 0 : f.made}, repealed: ${last ? 0 : f.repealed}, in_force: ${force}}`,
    `  licensing: ${last ? 0 : f.licensing}`, `  punishment: ${last ? 0 : f.punishment}`, "  coercion: 0", `  fees: ${last ? 0 : f.fees}`, "applications:",
    `  new_received: ${row(received, last ? 0 : f.legal)}`, `  carried_in: ${row(carried)}`, ...rows, `  total_handled: ${row(total, last ? 0 : f.legal)}`,
    `  carried_forward: ${row(forward)}`, "reviews:", `  review: ${reviews}`, `  litigation_direct: ${suits}`, "  litigation_after_review: [0, 0, 0, 0, 0]", ""].join("\n");
}

const was = (f) => f.last + f.in;
const change = (f) => f.new - was(f);
const verb = (f) => (change(f) >= 0 ? "增加" : "减少");
const grown = (f) => (change(f) >= 0 ? "增长" : "下降");

/** Code, the figure that is told wrongly, and the sentence. `w` is the figure, right or wrong. */
export const SENTENCES = [
  ["S401", "new", (f, w) => `2023年，我局共收到政府信息公开申请${w}件，均依法办理。`],
  ["S401", "new", (f, w) => `全年新收政府信息公开申请${w}件，上年结转${f.in}件。`],
  ["S401", "new", (f, w) => `本年度新受理政府信息公开申请${w}宗。`],
  ["S401", "new", (f, w) => `2023年，局机关共收到${w}件政府信息公开申请，内容主要集中在征地拆迁领域。`],
  ["S401", "new", (f, w) => `2023年度，示例市示例局接收依申请公开${w}份，其中网络申请12份、信函申请8份。`],
  ["S401", "new", (f, w) => `收到依申请公开件${w}件，其中，当面申请的12件，来信申请的9件。`],
  ["S401", "new", (f, w) => `全年共收到公开申请${w}件（上年度结转${f.in}件，结转下年度${f.forward}件）。`],
  ["S401", "new", (f, w) => `2023年共接到公民、法人和其他组织提出的政府信息公开申请${w}件，没有出现逾期答复。`],
  ["S401", "new", (f, w) => `示例局共受理政府信息公开申请${w}件，已全部依法答复。`],
  ["S401", "new", (f, w) => `2023年，共收到政府信息公开申请${w}次，无一逾期。`],
  ["S401", "new", (f, w) => `全年通过各种渠道共收到政府信息公开申请${w}件。`],
  ["S401", "new", (f, w) => `2023年，通过网络、信函、当面等方式新收政府信息公开申请${w}件。`],
  ["S401", "natural", (f, w) => `收到政府信息公开申请${f.new}件，其中自然人申请${w}件、法人或其他组织申请${f.legal}件。`],
  ["S401", "in", (f, w) => `新收政府信息公开申请${f.new}件，2022年结转政府信息公开申请${w}件。`],
  ["S401", "in", (f, w) => `新收政府信息公开申请${f.new}件，上一年度结转${w}件。`],
  ["S401", "forward", (f, w) => `依申请公开方面，结转下一年度继续办理${w}件。`],
  ["S401", "forward", (f, w) => `本年度政府信息公开申请结转至下一年度办理${w}件。`],
  ["S401", "forward", (f, w) => `收到政府信息公开申请${f.new}件，结转2024年度继续办理${w}件。`],
  ["S401", "total", (f, w) => `全年共办结政府信息公开申请${w}件。`],
  ["S401", "total", (f, w) => `全年共答复政府信息公开申请${w}件。`],
  ["S401", "total", (f, w) => `按照依申请公开办理规程，全年办理答复申请${w}件。`],
  ["S401", "granted", (f, w) => `办结的政府信息公开申请中，予以公开${w}件，部分公开${f.partial}件，不予公开${f.denied}件。`],
  ["S401", "partial", (f, w) => `办结的政府信息公开申请中，予以公开的${f.granted}件、部分公开的${w}件、无法提供的${f.unable}件。`],
  ["S401", "denied", (f, w) => `依申请公开答复中，不予公开${w}件，无法提供${f.unable}件，不予处理${f.refused}件。`],
  ["S401", "unable", (f, w) => `依申请公开答复中，信息无法提供${w}件、不予处理${f.refused}件、其他处理${f.other_misc}件。`],
  ["S401", "refused", (f, w) => `对政府信息公开申请，作出不予处理决定${w}件。`],
  ["S401", "unable_not_held", (f, w) => `依申请公开中，本机关不掌握相关政府信息的${w}件。`],
  ["S401", "denied_process", (f, w) => `依申请公开中，属于四类过程性信息${w}件。`],
  ["S401", "refused_repeat", (f, w) => `依申请公开中，重复申请${w}件。`],
  ["S401", "reviews", (f, w) => `全年因政府信息公开被申请行政复议${w}起，其中结果维持${f.maintained}起。`],
  ["S401", "reviews", (f, w) => `发生政府信息公开行政复议案件${w}件。`],
  ["S401", "corrected", (f, w) => `政府信息公开类行政复议${f.reviews}件，其中维持${f.maintained}件、纠正${w}件。`],
  ["S401", "suits", (f, w) => `因政府信息公开引发的行政诉讼案件${w}件。`],
  ["S401", "suits", (f, w) => `依法办理涉及政府信息公开的行政复议${f.reviews}件、行政诉讼${w}件。`],
  ["S401", "made", (f, w) => `2023年，制发行政规范性文件${w}件，废止${f.repealed}件，现行有效${f.force}件。`],
  ["S401", "made", (f, w) => `全年印发规范性文件${w}件，并通过门户网站予以公布。`],
  ["S401", "repealed", (f, w) => `废止行政规范性文件${w}件。`],
  ["S401", "force", (f, w) => `截至年底，现行有效行政规范性文件${w}件。`],
  ["S401", "licensing", (f, w) => `全年作出行政许可决定${w}件。`],
  ["S401", "licensing", (f, w) => `全年作出${w}宗行政许可。`],
  ["S401", "punishment", (f, w) => `2023年，作出行政处罚${w}件；没有行政强制。`],
  ["S401", "punishment", (f, w) => `行政许可、行政处罚分别为${f.licensing}件、${w}件。`],
  ["S401", "fees", (f, w) => `行政事业性收费${w}万元。`],
  ["S402", "new", (f, w) => `收到政府信息公开申请${f.new}件，较上年${verb(f)}${Math.abs(change(f)) + Math.abs(w - f.new)}件。`, true],
  ["S402", "new", (f, w) => `收到政府信息公开申请${f.new}件，同比${grown(f)}${percent(Math.abs(change(f)) + (w === f.new ? 0 : 7), was(f), 1)}%。`, true],
  ["S402", "new", (f, w) => `收到政府信息公开申请${f.new}件，比2022年（${was(f)}件）${grown(f)}${percent(Math.abs(change(f)) + (w === f.new ? 0 : 9), was(f))}%。`, true],
  ["S402", "new", (f, w) => `主动公开信息${f.new * 10}条，比上年增加${f.in}条，增幅${percent(f.in + (w === f.new ? 0 : 40), f.new * 10 - f.in)}%。`, true],
  ["S403", "natural", (f, w) => `收到政府信息公开申请${f.new}件，其中自然人申请${f.natural}件，占${percent(f.natural - (w === f.natural ? 0 : 9), f.new)}%。`, true],
  ["S403", "granted", (f, w) => `全年办结政府信息公开申请${f.total}件，其中予以公开${f.granted}件，占总数的${percent(f.granted - (w === f.granted ? 0 : 5), f.total)}%。`, true],
  ["S404", "new", (f, w) => `共公开信息${(f.new + f.in + f.licensing) - f.new + w}条，其中政策文件${f.new}条、通知公告${f.in}条、工作动态${f.licensing}条。`],
  ["S404", "new", (f, w) => `全年发布信息${w + 30}条，其中网站发布${f.new}条，新媒体发布20条，回复留言10件。`],
];

/** Sentences that are right whatever the tables say: other bodies, other channels, other times, things no table counts. */
export const OTHERS = [
  "全年办理12345热线工单3612件，县长信箱来信47件，已办结47件，办结率100%。",
  "“局长信箱”共受理有效信件33件，已办结31件。",
  "全年承办人大代表建议12件、政协委员提案21件，按期办结率100%。",
  "指导下属单位办理政府信息公开申请6件。",
  "2023年，区教育局收到政府信息公开申请19件。",
  "全年召开新闻发布会3次，发布解读材料26篇，回应关切98件次。",
  "网站访问量1530488次，微信公众号粉丝5.1万人，阅读量达100余万次。",
  "公开行政许可信息207条、行政处罚信息59条。",
  "通过网上平台收到申请35件，信函申请69件。",
  "通过信函方式收到政府信息公开申请41件，通过网络等多种渠道收到62件。",
  "上半年收到政府信息公开申请9件。",
  "审核规范性文件15件，清理规范性文件120件。",
  "工作信息类占75%，其次是民生事项类占10%，再次是政策文件类占15%。",
  "收到行政许可申请1200件，一次性告知率100%。",
  "举办政务公开培训2次，参训120人次，比上年增加1次。",
  "群众满意度98.5%，同比提高0.6个百分点。",
  "我局现有信息公开工作人员2名，设立监督电话2个。",
];

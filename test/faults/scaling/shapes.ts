import { structures } from './structures';

/** A family of texts of any length. */
export interface Shape {
  readonly name: string;
  /** A text of about the given number of UTF-16 units. */
  make(length: number): string;
}

/** Texts as a list of words. A space within one is written as ␠, the ends of lines as ↵ and ↩, a tab as ⇥. */
function unitsOf(list: string): readonly string[] {
  return list
    .trim()
    .split(/\s+/)
    .map((unit) => unit.replace(/[␠↵↩⇥]/g, (sign) => spaces[sign] ?? sign));
}

const spaces: Readonly<Record<string, string>> = { '␠': ' ', '↵': '\n', '↩': '\r', '⇥': '\t' };

// Texts that are repeated by themselves: signs, and beginnings of all that the readers know.
const units = unitsOf(String.raw`
␠ ⇥ ↵ ↩ ↩↵ ↵␠↵ a A Aa 1 a␠ A␠ A.␠ A␠b.␠ é 中 。 . .␠ ! ? !↵ , ,␠ ; : ： - -- -␠ – _ __ * ** *␠ ~ ~~ #
#␠ = == + / // | |␠ || @ % ^ & &amp; &amp &# &notanentity; " ' '' “ ” "" \␠ \" \a \a{ \"o \v{s} [ ]
[] [a [␠ ( ) () { } {} {a 【 （ [[ ]] ![ [a] [a]( [a](b [a](b) [a][ [a][b] []( [a]:␠b↵ [a](b␠" ![a](b)
[![a](b)](c) <https://a.b https:// https://a.b/␠ https://a.b/( www. arxiv: doi: doi:10.1234/
arXiv:2401.01234␠ 2401.01234 2401.01234␠ cs/ cs.LG␠ $ $$ $a $a$ $␠ \$ $x_1$␠ \( \[ \begin{equation}
\frac{a} \frac _{ ^{ \textbf{ {\bf␠ mathcal{ mathcal{O} frac{a}{ alpha alpha␠ alpha_ x_ x^ x_i␠ a(
a(b \leq leq␠ O(n) |x sqrt{ left(␠ < > <> </ <a <a␠ <a> </a> <a␠href=xxx <a␠href=" <a␠href="x">
<a␠href="x">a <a␠href="x">a</a> <a␠b=" <b> <i><b> <p> <p><b> <br> <div> <li> <ul> <ul><li> <dl><dt>
<table> <table><tr><td> <table>↵ <tr> <td> <tr><td> <tr><td>a</td></tr> <th> <h1> <h1>a</h1>
<details> </details> <summary> <summary>a <summary>a</summary> <blockquote> <script> <svg> <math>
<select> <!-- --> <!----> <!--␠a␠--> <![CDATA[ ]]> <?xml <? <! <!doctype␠html>
<meta␠name="citation_title"> <jats:p> <formatting <a␠b <a␠b=c␠ <item> </item>
<item><title>a</title></item> <item><title> <entry> <entry><title>a</title></entry> <entry><id>
<record> <record><title>a</title><creator>b</creator></record> <x␠a="b" {"a": {" "a":1, [1, [{ "a",
{"title":"a"} {"title":"a"}, {"title":"a","abstract":"b"}↵ {"a":"↵ {"a"↵ \u0041 "\u \n {"a":[ NaN,
1e9, @a{ @a{b, @a{b,c={ @a{b,c={d}} @a{b,c={d}}↵ @article{x,↵ title={a}, title␠=␠ ␠=␠{ {a␠and␠
a␠and␠ and␠ ␠and⇥ a,␠b␠and␠ @string{a="b"} #"a" @comment{ ↵@a{ TI␠␠-␠a↵ TY␠␠-␠JOUR↵ ER␠␠-␠↵ PMID-␠1↵
%T␠a↵ %0␠Book↵ TI␠␠-␠a↵b↵ AB␠␠-␠↵ a,b↵ a;b↵ a⇥b↵ "a"↵ "a↵ "a","b"↵ ,,,,↵ |a|b|↵ |a↵ |a|b↵ a|b↵
|---|↵ ---|---↵ |a a| \| #␠a↵ ##␠a↵↵ -␠a↵ ␠␠-␠a↵ 1.␠a↵ *␠[a](https://arxiv.org/abs/2401.01234)↵ >␠
>␠a↵ >>␠a↵ ---↵ ===↵ a↵===↵ a↵---↵ a↵↵ ~~~↵ ␠␠␠␠a↵ **a**↵ **a**␠ **a**:␠b↵ *a* __a__ _a_ ~~a~~ **a
*a *** Abstract:␠a↵ Abstract: **Authors**:␠ Title:␠a↵ Title: Authors:␠A,␠B↵ a:␠b↵ a: New↵ Mar␠11↵
2024-03-11↵ 2024-03-11␠ 2024/03/11 Mar␠11↵a↵ \\↵ \\↵arXiv:2401.01234↵ arXiv:2401.01234↵
------------------------------↵ Title:␠a↵␠␠b↵ \\␠(␠https://arxiv.org/abs/2401.01234␠,␠1kb)↵
[1]␠arXiv:2401.01234␠[pdf]↵ Showing␠1↵ :a: :PROPERTIES:↵ #+title:␠a↵ [[https://a.b][ #+begin_src↵
*␠a↵ **␠TODO␠a↵ :a␠b https://arxiv.org/abs/2401.01234↵ data-props=" data-props="{&quot;paper&quot;
class="list-title" <dd> <dt> <dt>a<dd>b <dd><div␠class="list-title">a</div></dd>
<li␠class="arxiv-result"> <li␠class="arxiv-result"><p␠class="title">a</p></li> A.␠One,␠ A.␠One␠and␠
One,␠A.;␠ et␠al.␠ ␠et␠al ,␠et␠al.␠ (a A␠(b),␠ and␠A␠ [“ ,␠“a ,␠"a,"␠ A␠(2024).␠ A.␠(2024).␠a.␠ e.g.␠
a.b $1␠ US$5␠ <<<<<<<␠a↵ =======↵ >>>>>>>␠a↵ |||||||␠a↵ x↵y↵ Results:␠a↵ ⬆️␠1␠ (or␠ (a)␠ a␠-␠ ␠-␠a
␠·␠a ␠|␠a · 1.2, 1. 1)␠
`);
const otherUnits = [
  ...['\0', '\ufeff', '\ud800', '\u00a0', '\u200b', 'e\u0301', '\u0301', '😀', '👍 ', '↗ ', '️', '\n \n'],
  ...['`', '``', '```\n', '`a`', '`a <https://b>`_', '\\', '\\\\', '\\[', '\\`'],
];

// Texts that are repeated behind a beginning without an end.
const beginnings = unitsOf(String.raw`
@a{ @a{b,c={ @a{b,c=" @a{b, title␠=␠ [x [ -␠ a, a 1 " ' $ ( { | |a|b|↵|---|---|↵| < <a␠ <a␠href="
<a␠href= <!-- <p> <table><tr><td> <summary> <h1> & &# <item><title> <entry> <?xml␠?>
<?xml␠?><record><title> #␠ ##␠a↵↵ title,abstract↵ title,abstract↵" title⇥abstract↵ {"title":"
[{"title":" [{"title":"a","abstract":" {"columns":["title"],"data":[ https://a.b/ ![ [a]( [a](b␠
[a][ [a]:␠ Abstract:␠ ** * __ _ ~~ Mar␠11↵↵A␠Title↵↵ TY␠␠-␠JOUR↵TI␠␠-␠ \\↵arXiv:2401.01234↵Title:␠
Authors:␠A,␠ 2401.01234␠ arXiv: ---↵title:␠ ---↵ >␠ A␠(2024).␠ ,␠“ data-props="
`);
const pumps = unitsOf('␠ ↵ a a␠ 1 . , - * [ ( < " = \\ ␠a');

function repeated(unit: string, beginning = ''): Shape {
  return {
    name: JSON.stringify(beginning === '' ? unit : `${beginning}…${unit}`),
    make: (length) => beginning + unit.repeat(Math.ceil(length / unit.length)),
  };
}

/** All shapes, or some of them: every 24th that just repeats something, and every second structure. */
export function shapes(short: boolean): readonly Shape[] {
  const plain = [...units, ...otherUnits].map((unit) => repeated(unit));
  const some = <T>(all: readonly T[], every: number): readonly T[] => all.filter((_, at) => at % every === 0);
  if (short) return [...some(plain, 24), ...some(structures, 2)];
  const behind = beginnings.flatMap((beginning) => pumps.map((pump) => repeated(pump, beginning)));
  return [...plain, ...structures, ...behind];
}

const REFERENCE = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z][a-z0-9]{1,31}));/giu;

/** `text` with the character references of XML and HTML decoded, as `&lt;` and `&eacute;`; unknown names stay as they are. */
export function decodeReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (reference, decimal?: string, hexadecimal?: string, name?: string) => {
    if (decimal !== undefined) return characterOf(Number(decimal));
    if (hexadecimal !== undefined) return characterOf(Number.parseInt(hexadecimal, 16));
    return namedCharacters().get(name ?? '') ?? reference;
  });
}

/** The characters that browsers show for the numbers 128 to 159, which are those of Windows 1252. */
const WINDOWS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function characterOf(code: number): string {
  if (code >= 0x80 && code < 0xa0) return WINDOWS.charAt(code - 0x80);
  const isCharacter = code > 0 && code <= 0x10_ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : '\ufffd';
}

let characters: ReadonlyMap<string, string> | undefined;

function namedCharacters(): ReadonlyMap<string, string> {
  if (characters) return characters;
  const read = new Map<string, string>();
  let code = FIRST;
  for (const item of NAMES.split(' ')) {
    if (/^\d/u.test(item)) code += Number(item) - 1;
    else {
      code += 1;
      for (const name of item.split(',')) read.set(name, String.fromCharCode(code));
    }
  }
  return (characters = read);
}

/** The code point from which the first number in {@link NAMES} counts. */
const FIRST = -2;

/**
 * The names of characters in HTML, in the order of their code points: those of the letters, the punctuation and the signs that
 * texts have, up to nine letters long. A number says how far the next character is from the one before it, if it is not the next.
 */
const NAMES =
  '11 Tab NewLine 23 excl quot,QUOT num dollar percnt amp,AMP apos lpar rpar ast,midast plus comma 2 period sol ' +
  '11 colon semi lt,LT equals gt,GT quest commat 27 lbrack,lsqb bsol rbrack,rsqb Hat lowbar,UnderBar grave 27 ' +
  'lbrace,lcub verbar,vert rbrace,rcub 35 nbsp iexcl cent pound curren yen brvbar sect die,uml,Dot,DoubleDot ' +
  'copy,COPY ordf laquo not shy circledR,reg,REG macr,strns deg plusmn,pm,PlusMinus sup2 sup3 acute micro para ' +
  'centerdot,middot,CenterDot cedil,Cedilla sup1 ordm raquo frac14 frac12,half frac34 iquest Agrave Aacute ' +
  'Acirc Atilde Auml angst,Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde ' +
  'Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc ' +
  'atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ' +
  'ocirc otilde ouml div,divide oslash ugrave uacute ucirc uuml yacute thorn yuml Amacr amacr Abreve abreve ' +
  'Aogon aogon Cacute cacute Ccirc ccirc Cdot cdot Ccaron ccaron Dcaron dcaron Dstrok dstrok Emacr emacr 3 Edot ' +
  'edot Eogon eogon Ecaron ecaron Gcirc gcirc Gbreve gbreve Gdot gdot Gcedil 2 Hcirc hcirc Hstrok hstrok Itilde ' +
  'itilde Imacr imacr 3 Iogon iogon Idot imath,inodot IJlig ijlig Jcirc jcirc Kcedil kcedil kgreen Lacute ' +
  'lacute Lcedil lcedil Lcaron lcaron Lmidot lmidot Lstrok lstrok Nacute nacute Ncedil ncedil Ncaron ncaron ' +
  'napos ENG eng Omacr omacr 3 Odblac odblac OElig oelig Racute racute Rcedil rcedil Rcaron rcaron Sacute ' +
  'sacute Scirc scirc Scedil scedil Scaron scaron Tcedil tcedil Tcaron tcaron Tstrok tstrok Utilde utilde Umacr ' +
  'umacr Ubreve ubreve Uring uring Udblac udblac Uogon uogon Wcirc wcirc Ycirc ycirc Yuml Zacute zacute Zdot ' +
  'zdot Zcaron zcaron 20 fnof 35 imped 64 gacute 66 jmath 143 circ caron,Hacek 17 breve,Breve dot ring ogon ' +
  'tilde dblac 52 DownBreve 128 Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi ' +
  'Omicron Pi Rho 2 Sigma Tau Upsilon Phi Chi Psi ohm,Omega 8 alpha beta gamma delta epsi,epsilon zeta eta ' +
  'theta iota kappa lambda mu nu xi omicron pi rho sigmaf,sigmav,varsigma sigma tau upsi,upsilon phi chi psi ' +
  'omega 8 thetasym,thetav,vartheta upsih,Upsi 3 phiv,varphi piv,varpi 6 Gammad digamma,gammad 19 ' +
  'kappav,varkappa rhov,varrho 4 epsiv bepsi 11 IOcy DJcy GJcy Jukcy DScy Iukcy YIcy Jsercy LJcy NJcy TSHcy ' +
  'KJcy 2 Ubrcy DZcy Acy Bcy Vcy Gcy Dcy IEcy ZHcy Zcy Icy Jcy Kcy Lcy Mcy Ncy Ocy Pcy Rcy Scy Tcy Ucy Fcy KHcy ' +
  'TScy CHcy SHcy SHCHcy HARDcy Ycy SOFTcy Ecy YUcy YAcy acy bcy vcy gcy dcy iecy zhcy zcy icy jcy kcy lcy mcy ' +
  'ncy ocy pcy rcy scy tcy ucy fcy khcy tscy chcy shcy shchcy hardcy ycy softcy ecy yucy yacy 2 iocy djcy gjcy ' +
  'jukcy dscy iukcy yicy jsercy ljcy njcy tshcy kjcy 2 ubrcy dzcy 7075 ensp emsp emsp13 emsp14 2 numsp puncsp ' +
  'thinsp,ThinSpace hairsp 2 zwnj zwj lrm rlm dash,hyphen 3 ndash mdash horbar Verbar,Vert 2 lsquo rsquo,rsquor ' +
  'lsquor,sbquo 2 ldquo rdquo,rdquor bdquo,ldquor 2 dagger ddagger,Dagger bull,bullet 3 nldr hellip,mldr 10 ' +
  'permil pertenk prime Prime tprime backprime,bprime 4 lsaquo rsaquo 4 oline,OverBar 3 caret 2 hybull frasl 11 ' +
  'bsemi 8 qprime 9 NoBreak af it ic 73 euro 47 tdot,TripleDot DotDot 38 complexes,Copf 3 incare 5 gscr ' +
  'hamilt,Hscr Hfr Hopf planckh hbar,hslash,planck,plankv imagline,Iscr image,imagpart,Ifr,Im lagran,Lscr ell 2 ' +
  'naturals,Nopf numero copysr weierp,wp primes,Popf rationals,Qopf realine,Rscr real,realpart,Re,Rfr ' +
  'reals,Ropf rx 4 trade,TRADE 2 integers,Zopf 3 mho zeetrf,Zfr iiota 3 bernou,Bscr Cayleys,Cfr 2 escr Escr ' +
  'Fscr 2 phmmat,Mellintrf,Mscr order,orderof,oscr alefsym,aleph beth gimel daleth 13 DD dd ee ii 11 frac13 ' +
  'frac23 frac15 frac25 frac35 frac45 frac16 frac56 frac18 frac38 frac58 frac78 50 ' +
  'larr,leftarrow,slarr,LeftArrow uarr,uparrow,UpArrow rarr,srarr darr,downarrow,DownArrow harr varr ' +
  'nwarr,nwarrow nearr,nearrow searr,searrow swarr,swarrow nlarr nrarr 2 rarrw Larr Uarr Rarr Darr larrtl ' +
  'rarrtl 2 mapstoup map,mapsto 3 larrhk rarrhk larrlp rarrlp harrw nharr 2 lsh,Lsh rsh,Rsh ldsh rdsh 2 crarr ' +
  'cularr curarr 3 olarr orarr lharu lhard uharr uharl rharu rhard dharr dharl rlarr udarr lrarr llarr uuarr ' +
  'rrarr ddarr lrhar rlhar nlArr nhArr nrArr lArr,Leftarrow uArr,Uparrow rArr,Implies dArr,Downarrow hArr,iff ' +
  'vArr nwArr neArr seArr swArr lAarr rAarr 2 zigrarr 7 larrb rarrb 16 duarr 8 loarr roarr hoarr forall,ForAll ' +
  'comp part,PartialD exist,Exists nexist,nexists,NotExists empty,emptyset,emptyv 2 nabla,Del ' +
  'in,isin,isinv,Element notin,notinva 2 ni,niv,SuchThat notni,notniva 3 prod,Product coprod,Coproduct sum,Sum ' +
  'minus mnplus,mp,MinusPlus dotplus,plusdo 2 setminus,setmn,ssetmn,Backslash lowast compfn 2 radic,Sqrt 3 ' +
  'prop,propto,varpropto,vprop infin angrt ang,angle angmsd angsph mid,shortmid,smid nmid,nshortmid,nsmid ' +
  'par,parallel,spar npar,nparallel,nspar and,wedge or,vee cap cup int,Integral Int iiint,tint conint,oint ' +
  'Conint Cconint cwint cwconint awconint therefore,there4,Therefore becaus,because,Because ratio Colon ' +
  'dotminus,minusd 2 mDDot homtht sim,thicksim,thksim,Tilde backsim,bsim ac,mstpos acd wr,wreath nsim,NotTilde ' +
  'eqsim,esim sime,simeq nsime,nsimeq cong simne ncong ap,approx,asymp,thkap nap,napprox ape,approxeq apid ' +
  'backcong,bcong asympeq,CupCap bump,Bumpeq bumpe,bumpeq,HumpEqual doteq,esdot,DotEqual doteqdot,eDot efDot ' +
  'erDot colone,coloneq,Assign ecolon,eqcolon ecir,eqcirc circeq,cire 2 wedgeq veeeq 2 triangleq,trie 3 ' +
  'equest,questeq ne,NotEqual equiv,Congruent nequiv 2 le,leq ge,geq leqq,lE geqq,gE lneqq,lnE gneqq,gnE ll,Lt ' +
  'gg,Gt between,twixt NotCupCap nless,nlt,NotLess ngt,ngtr nle,nleq nge,ngeq lesssim,lsim,LessTilde ' +
  'gsim,gtrsim nlsim ngsim lessgtr,lg gl,gtrless ntlg ntgl pr,prec,Precedes sc,succ,Succeeds prcue sccue ' +
  'precsim,prsim scsim,succsim npr,nprec nsc,nsucc sub,subset sup,supset,Superset nsub nsup sube,subseteq ' +
  'supe,supseteq nsube,nsubseteq nsupe,nsupseteq subne,subsetneq supne,supsetneq 2 cupdot uplus,UnionPlus ' +
  'sqsub,sqsubset sqsup,sqsupset sqsube sqsupe sqcap sqcup oplus ominus otimes osol odot,CircleDot ocir oast 2 ' +
  'odash boxplus,plusb boxminus,minusb boxtimes,timesb dotsquare,sdotb vdash,RightTee dashv,LeftTee top,DownTee ' +
  'bot,bottom,perp,UpTee 2 models vDash Vdash Vvdash VDash nvdash nvDash nVdash nVDash prurel 2 vltri vrtri ' +
  'ltrie rtrie origof imof multimap,mumap hercon intcal,intercal veebar 2 barvee angrtvb lrtri ' +
  'bigwedge,xwedge,Wedge bigvee,xvee,Vee bigcap,xcap bigcup,xcup,Union diam,diamond,Diamond sdot sstarf,Star ' +
  'divonx bowtie ltimes rtimes lthree rthree backsimeq,bsime curlyvee,cuvee cuwed Sub,Subset Sup,Supset Cap Cup ' +
  'fork,pitchfork epar lessdot,ltdot gtdot,gtrdot Ll ggg,Gg leg,lesseqgtr gel,gtreqless 3 cuepr cuesc nprcue ' +
  'nsccue nsqsube nsqsupe 3 lnsim gnsim precnsim,prnsim scnsim,succnsim nltri nrtri nltrie nrtrie vellip ctdot ' +
  'utdot dtdot disin isinsv isins isindot notinvc notinvb 2 isinE nisd xnis nis notnivc notnivb 55298 fflig ' +
  'filig fllig ffilig ffllig';

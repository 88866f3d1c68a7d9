#include "brief/page.hpp"

namespace sitrep::brief {

std::string_view page_style() {
    return R"css(
:root{color-scheme:light dark;--paper:#fff;--ink:#1c1d1f;--quiet:#5a5f66;--line:#d9dce0;--soft:#f4f5f6;--accent:#174a7c;--mark:#fff1b8;--conflict:#a11d1d;--differ:#8a4b00;--update:#00605a;--agree:#2c6a2f;--stronger:#6a2f91;--tension:#3f4f74;--nocomp:#5a5f66;--same:#174a7c;--sea:#e3ecf3;--land:#fbfaf6;--coast:#a9b1b8;--b0:#d7e8f7;--b1:#ffe6c7;--b2:#dcefd6;--b3:#eadcf5}
@media (prefers-color-scheme:dark){:root{--paper:#15171a;--ink:#e4e6e9;--quiet:#a2a9b2;--line:#363b42;--soft:#1e2125;--accent:#8fbdec;--mark:#574a12;--conflict:#f39a92;--differ:#eeb069;--update:#6fcfc6;--agree:#93cf92;--stronger:#d0a5f0;--tension:#adbde6;--nocomp:#a2a9b2;--same:#8fbdec;--sea:#10161c;--land:#23282d;--coast:#4c555e;--b0:#1f3b57;--b1:#553a17;--b2:#244326;--b3:#412b54}}
*{box-sizing:border-box}
html{scroll-padding-block-start:3.2rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans","Liberation Sans",Arial,sans-serif}
a{color:var(--accent);text-underline-offset:.15em}
a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.page{max-inline-size:76rem;margin-inline:auto;padding-inline:1.25rem}
.mast{padding-block:1.6rem .6rem}
.kicker{margin:0;color:var(--quiet);font-size:.8125rem}
h1{font:600 1.75rem/1.2 Charter,"Bitstream Charter","Iowan Old Style","Noto Serif","Liberation Serif",Georgia,serif;margin:.2rem 0 .4rem;max-inline-size:56ch;text-wrap:balance}
h2{font:600 1.25rem/1.25 Charter,"Bitstream Charter","Iowan Old Style","Noto Serif","Liberation Serif",Georgia,serif;margin:0 0 .8rem;padding-block-start:.7rem;border-block-start:2px solid var(--ink)}
h3{font-size:1rem;line-height:1.35;margin:0 0 .35rem}
h4{font-size:.9375rem;margin:0 0 .5rem}
q{quotes:none}
q,blockquote,.what,.line{font-family:Charter,"Bitstream Charter","Iowan Old Style","Noto Serif","Liberation Serif",Georgia,serif}
q{overflow-wrap:anywhere}
.quiet{color:var(--quiet);font-size:.875rem;margin:.3rem 0}
.facts{display:flex;flex-wrap:wrap;gap:.1rem 1.6rem;margin:.5rem 0 0;padding:0;list-style:none;font-size:.9375rem}
.facts b{font-variant-numeric:tabular-nums}
.contents{position:sticky;inset-block-start:0;z-index:2;background:var(--paper);border-block:1px solid var(--line);font-size:.8125rem}
.contents ul{display:flex;gap:1.1rem;overflow-x:auto;list-style:none;margin:0;padding:.55rem 0;scrollbar-width:thin;white-space:nowrap}
.contents a{text-decoration:none}.contents a:hover{text-decoration:underline}
main section.part{margin-block:2.2rem}
.first{display:grid;grid-template-columns:minmax(0,1.25fr) minmax(0,1fr);gap:1.2rem 2.6rem;margin-block:1.1rem 1.6rem}
.first h2{border-block-start-width:2px}
.first .bottom{grid-row:span 2}
.line{font-size:1.125rem;line-height:1.45;margin:0}
.from{font-size:.875rem;color:var(--quiet);margin:.15rem 0 0}
.plain{list-style:none;margin:0;padding:0}
.plain>li{margin-block:0 .95rem}
.brief>li{margin-block-end:.55rem;font-size:.9375rem}
ul.sentences{list-style:none;margin:0;padding:0;max-inline-size:62rem}
ul.sentences>li{padding-block:.45rem;border-block-end:1px solid var(--line)}
ul.sentences>li:last-child{border:0}
.badge{font-size:.8125rem;font-weight:600;white-space:nowrap}
.badge.conflict,.kind-conflict{color:var(--conflict)}.badge.differ{color:var(--differ)}.badge.update{color:var(--update)}.badge.agree{color:var(--agree)}.badge.stronger{color:var(--stronger)}.badge.tension{color:var(--tension)}.badge.nocomp{color:var(--nocomp)}.badge.same{color:var(--same)}
.rels{columns:2 26rem;column-gap:2rem}
.rel{border-inline-start:3px solid var(--line);padding-inline-start:.9rem;break-inside:avoid;margin-block-end:1.1rem}
.rel.conflict{border-color:var(--conflict)}.rel.differ{border-color:var(--differ)}.rel.update{border-color:var(--update)}.rel.agree{border-color:var(--agree)}.rel.stronger{border-color:var(--stronger)}.rel.tension{border-color:var(--tension)}
.says{list-style:none;margin:0;padding:0}
.says li{padding-block:.18rem}
.says .against{font-size:.82rem;font-style:italic;color:var(--quiet)}
.pointed{margin:.25rem 0}
.who,.when,.in,.how,.role{font-size:.8125rem;color:var(--quiet);font-weight:400}
.says .who,.says .when,.says .in{margin-inline-start:.55em}
.in{font-variant-numeric:tabular-nums;font-weight:600}
.reason{font-size:.875rem;margin:.3rem 0 0}
.ev{margin-block-start:.15rem;font-size:.875rem}
.ev>summary{cursor:pointer;color:var(--quiet);list-style-position:outside;inline-size:fit-content;list-style:none}
.ev>summary::-webkit-details-marker{display:none}
.ev>summary::before{content:"▸";display:inline-block;inline-size:1em;color:var(--accent)}
.ev[open]>summary::before{content:"▾"}
.cite{color:var(--accent);font-variant-numeric:tabular-nums;margin-inline-end:.35em;white-space:nowrap}
.ev>summary:hover .cite{text-decoration:underline}
.extra,.more{color:var(--quiet);font-size:.8125rem}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,17rem),1fr));gap:.6rem;margin-block:.4rem .6rem}
.card{margin:0;background:var(--soft);border:1px solid var(--line);border-radius:4px;padding:.6rem .75rem}
.card figcaption{font-size:.8125rem;color:var(--quiet);margin-block-end:.25rem}
.card b{color:var(--ink)}
.card blockquote{margin:0;font-size:.9375rem;line-height:1.45;overflow-wrap:anywhere}
.card a{font-size:.8125rem}
mark{background:var(--mark);color:inherit;padding-inline:.06em}
.chg{text-decoration:underline;text-decoration-thickness:2px;text-decoration-color:var(--conflict);text-underline-offset:.18em}
.sub{margin-block:1.6rem .5rem}
.scroll{overflow-x:auto;max-inline-size:100%}
table{border-collapse:collapse;font-size:.875rem;inline-size:100%}
caption{text-align:start;color:var(--quiet);font-size:.875rem;padding-block-end:.4rem}
th,td{text-align:start;vertical-align:top;padding:.4rem .6rem;border-block-end:1px solid var(--line)}
thead th{border-block-end:2px solid var(--ink);font-weight:600;white-space:nowrap}
.matrix td{min-inline-size:9rem}.matrix tbody th{min-inline-size:15rem;font-weight:400}
.matrix tbody th a{color:inherit}
.kind{display:block;color:var(--quiet);font-size:.8125rem}
.silent{color:var(--quiet);font-style:italic}
.num{font-variant-numeric:tabular-nums;white-space:nowrap}
.sources code{font-size:.75rem;overflow-wrap:anywhere;word-break:break-all;display:block;min-inline-size:12rem}
.speakers{columns:2 26rem;column-gap:2.6rem}
.speaker{break-inside:avoid-column;margin-block-end:1.4rem}
.utterances,.variants{list-style:none;margin:0;padding:0}
.utterances>li{padding-block:.35rem}
.reported q{color:var(--ink)}
.variants{margin-block:.2rem;border-inline-start:2px solid var(--line);padding-inline-start:.7rem;font-size:.9375rem}
.fold>summary{cursor:pointer;color:var(--accent);padding-block:.35rem;font-size:.9375rem}
.columns{display:grid;grid-template-columns:1fr 1fr;gap:0 2rem}
.columns p{font:0.9375rem/1.5 Charter,"Bitstream Charter","Noto Serif","Liberation Serif",Georgia,serif;margin-block:0 .6rem;overflow-wrap:anywhere}
.columns .apart{color:var(--quiet)}
.band{padding:.05em .15em;border-radius:2px}.band.b0{background:var(--b0)}.band.b1{background:var(--b1)}.band.b2{background:var(--b2)}.band.b3{background:var(--b3)}
.band sup{font:600 .65rem/1 system-ui,sans-serif;margin-inline-end:.25em}
svg{direction:ltr;display:block;inline-size:100%;block-size:auto;max-inline-size:60rem;margin-block:.6rem;font-family:inherit}
svg text{fill:var(--ink)}svg .t1{font-size:13px;font-weight:600}svg .t2{font-size:12px;fill:var(--quiet)}
.graph rect{fill:var(--soft);stroke:var(--line)}.graph .origin rect{stroke:var(--accent);stroke-width:1.5}.graph .unseen rect,.edge.unseen{stroke-dasharray:6 3}
.edge,.copy,.shared{fill:none;stroke:var(--quiet);stroke-width:1.2}.copy{stroke:var(--accent);stroke-width:1.6}.shared{stroke-dasharray:4 3}
marker path{fill:var(--accent)}
.tick{stroke:var(--line);fill:none}.day{fill:var(--accent)}.span{fill:var(--paper);stroke:var(--accent);stroke-width:1.5}.beyond{fill:var(--quiet)}
.pub path{stroke:var(--quiet);stroke-width:2;fill:none}.pub .tri{fill:var(--quiet);stroke:none}
.map{background:var(--sea);border:1px solid var(--line)}.land{fill:var(--land);stroke:var(--coast);stroke-width:1.4}.border{fill:none;stroke:var(--coast);stroke-width:1.6;stroke-dasharray:6 4}.map .day{fill-opacity:.85;stroke:var(--land);stroke-width:1}.area{fill:none;stroke:var(--accent);stroke-width:1.5;stroke-dasharray:3 2}.bar{fill:none;stroke:var(--quiet);stroke-width:1.2}svg .t3,svg .t4{font-size:12px;text-anchor:middle;paint-order:stroke;stroke:var(--land);stroke-width:3px;stroke-linejoin:round}svg .t3{font-weight:600}svg .t4{fill:var(--quiet);letter-spacing:.04em}
.tl{margin:0;padding-inline-start:2rem;max-inline-size:62rem;font-size:.9375rem}
.tl>li{padding-block:.3rem}
.date{font-weight:600;font-size:.875rem;margin-inline-end:.5em}
.unsure>.date{font-weight:400;font-style:italic}
.placelist{columns:3 14rem;font-size:.875rem;padding-inline-start:1.6rem}
.placelist li{break-inside:avoid}
.case{max-inline-size:62rem;margin-block-end:1.4rem}
.stage{font-size:.875rem;margin:0 0 .3rem}.stage b{color:var(--accent)}
.steps{margin:0;padding-inline-start:1.4rem;font-size:.9375rem}.steps li{padding-block:.2rem}
.missing{margin:.3rem 0 0;font-size:.9375rem}
.text{max-inline-size:46rem;margin-block-end:2rem}
.text p{position:relative;font:1rem/1.55 Charter,"Bitstream Charter","Noto Serif","Liberation Serif",Georgia,serif;margin:0 0 .6rem;padding-inline-start:2.4rem;overflow-wrap:anywhere}
.text p::before{content:attr(data-n);position:absolute;inset-inline-start:0;font:.75rem/1.9 system-ui,sans-serif;color:var(--quiet);font-variant-numeric:tabular-nums}
.text p:target{background:var(--mark)}.rel:target,.text:target>h3{background:var(--mark)}
.fur{color:var(--quiet)}
.mf{border-block-end:2px solid var(--differ)}.mq{background:var(--b0)}.mt{border-block-end:2px dotted var(--update)}.mn{text-decoration:underline;text-decoration-color:var(--line);text-decoration-thickness:2px;text-underline-offset:.2em}
.fn,.print{display:none}
.contents{display:flex;align-items:center;gap:1rem}.contents ul{flex:1 1 auto;min-inline-size:0}
.tools{display:flex;gap:.5rem;flex:none}
button,select,input{font:inherit;font-size:.8125rem;color:var(--ink);background:var(--soft);border:1px solid var(--line);border-radius:4px;padding:.25rem .6rem}
button{cursor:pointer}button:hover{border-color:var(--accent)}button:focus-visible,select:focus-visible,input:focus-visible{outline:2px solid var(--accent);outline-offset:1px}
kbd{font:600 .75rem/1 ui-monospace,monospace;color:var(--quiet)}
.current{outline:2px solid var(--accent);outline-offset:4px;border-radius:2px}
.pane{position:fixed;inset-block-end:0;inset-inline:0;z-index:5;background:var(--paper);border-block-start:2px solid var(--ink);box-shadow:0 -4px 18px rgb(0 0 0/.18);max-block-size:46vh;display:flex;flex-direction:column;padding:.7rem max(1.25rem,calc((100vw - 76rem)/2 + 1.25rem)) .9rem}
.pane header{display:flex;gap:1rem;justify-content:space-between;align-items:start}
.pane h2{font-size:1rem;border:0;padding:0;margin:0 0 .5rem}
.pane .words{display:grid;grid-auto-flow:column;grid-auto-columns:minmax(17rem,1fr);gap:.8rem;overflow:auto;overscroll-behavior:contain;scrollbar-width:thin}
.pane .card{min-block-size:0}
.with-pane body{padding-block-end:48vh}.with-pane{scroll-padding-block-end:48vh}
.dialog{color:var(--ink);background:var(--paper);border:1px solid var(--line);border-radius:6px;inline-size:min(46rem,94vw);max-block-size:80vh;padding:1rem 1.2rem;box-shadow:0 8px 40px rgb(0 0 0/.3)}
.dialog::backdrop{background:rgb(0 0 0/.4)}
.dialog form{display:flex;gap:.8rem;align-items:end}.dialog label{flex:1 1 auto;font-size:.875rem}.dialog input{display:block;inline-size:100%;font-size:1rem;margin-block-start:.25rem;padding:.4rem .6rem}
.dialog h2{border:0;padding:0}
.results{list-style:none;margin:.4rem 0 0;padding:0}.results button{display:block;inline-size:100%;text-align:start;background:none;border:0;border-block-end:1px solid var(--line);border-radius:0;padding:.45rem .3rem;font-size:.9375rem;line-height:1.4}
.results button:hover,.results button:focus-visible{background:var(--soft)}
.where{display:block;color:var(--quiet);font-size:.8125rem}
.keys div{display:flex;gap:1rem;padding-block:.2rem}.keys dt{inline-size:4.5rem;flex:none}.keys dd{margin:0}.keys kbd{color:var(--ink);font-size:.875rem}
@media (max-width:52rem){kbd{display:none}.pane{max-block-size:62vh;padding-inline:1rem}.pane header{flex-direction:column-reverse;gap:.4rem}.pane h2{display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical;overflow:hidden}.with-pane body{padding-block-end:64vh}.with-pane{scroll-padding-block-end:64vh}.dialog .keys kbd{display:inline}}
.chips{display:flex;flex-wrap:wrap;gap:.45rem;align-items:center;margin:.2rem 0 .6rem;font-size:.875rem}
.chips button[aria-pressed=false]{color:var(--quiet);text-decoration:line-through;background:none}
.chips button span{color:var(--quiet)}
footer{border-block-start:1px solid var(--line);color:var(--quiet);font-size:.8125rem;padding-block:1rem 2rem;margin-block-start:2rem}
footer code{overflow-wrap:anywhere}
@media (max-width:52rem){.first{grid-template-columns:minmax(0,1fr)}.columns{grid-template-columns:minmax(0,1fr)}h1{font-size:1.4rem}.page{padding-inline:1rem}.line{font-size:1.0625rem}svg.graph,svg.timeline{min-inline-size:40rem}.draw{overflow-x:auto}}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media print{@page{size:A4;margin:18mm 16mm 20mm}:root{color-scheme:light;--paper:#fff;--ink:#000;--quiet:#444;--line:#bbb;--soft:#fff;--accent:#123a63;--mark:#fff1b8;--conflict:#8c1515;--differ:#6f3c00;--update:#004f4a;--agree:#1f5222;--stronger:#572677;--tension:#333f5e;--nocomp:#444;--same:#123a63}html{font-size:9.5pt}body{font-size:9.5pt;line-height:1.4}.page{max-inline-size:none;padding:0}.contents,.ev,.fold,.texts,.app,.filter,.comparison{display:none}.fn{display:inline;font-size:6.5pt;line-height:0;color:var(--quiet)}.print{display:block}h1{font-size:17pt}h2{font-size:12pt;break-after:avoid}h3{break-after:avoid;font-size:9.5pt}.line{font-size:11pt}.bottom .line,.bottom .from{display:inline}.bottom .from::before{content:" — "}.first{gap:.4rem 1.4rem;margin-block:.4rem}main section.part{margin-block:1.1rem}.rel,.speaker,ul.sentences>li,.tl>li,tr,.card{break-inside:avoid}.rels{columns:2;column-gap:1.2rem}.rel{margin-block-end:.6rem}.speakers{columns:2}.brief>li,.tl,.sources,table,.reason{font-size:8.5pt}.matrix td,.matrix tbody th{min-inline-size:0}th,td{padding:.2rem .35rem}.sources code{font-size:6.5pt;min-inline-size:0}.scroll{overflow:visible}a{color:inherit;text-decoration:none}.notes ol{columns:2;column-gap:8mm;font-size:7.5pt;padding:0;margin:0;line-height:1.3}.notes li{break-inside:avoid;margin-block-end:.15rem;margin-inline-start:2.4em}ul.sentences>li{padding-block:.2rem}.speakers,.rels{column-gap:8mm}svg{max-block-size:95mm}footer{margin-block-start:1rem}}
)css";
}

}  // namespace sitrep::brief

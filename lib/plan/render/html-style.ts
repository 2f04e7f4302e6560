/** The style of the page. Colours are named once for light and once for dark; each pair of text and ground has a contrast of 4.5 or more. */
export const STYLE = `
:root{color-scheme:light dark;--ground:#f6f8fa;--card:#fff;--line:#d1d9e0;--text:#1f2328;--soft:#59636e;--link:#0550ae;
--red:#a40e26;--red-ground:#ffebe9;--red-line:#d1242f;--amber:#7d4e00;--amber-ground:#fff8c5;--amber-line:#bf8700;
--green:#116329;--green-ground:#dafbe1;--green-line:#1a7f37;--blue:#0550ae;--blue-ground:#ddf4ff;
--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
@media (prefers-color-scheme:dark){:root{--ground:#0d1117;--card:#151b23;--line:#3d444d;--text:#f0f6fc;--soft:#9aa4af;--link:#79c0ff;
--red:#ffa198;--red-ground:#3c1618;--red-line:#f85149;--amber:#f2cc60;--amber-ground:#332711;--amber-line:#bb8009;
--green:#7ee787;--green-ground:#12321c;--green-line:#3fb950;--blue:#a5d6ff;--blue-ground:#132d4f}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:76rem;padding:1.25rem clamp(1rem,4vw,2.5rem) 3rem;background:var(--ground);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
h1{font-size:1.15rem;margin:0}h2{font-size:1.5rem;margin:0;line-height:1.25}h3{font-size:1.05rem;margin:0 0 .6rem}
a{color:var(--link)}code,pre{font-family:var(--mono);font-size:.84rem}code{overflow-wrap:anywhere}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:4px}
.skip{position:absolute;left:-999px}.skip:focus{position:static}
.top{display:flex;gap:1rem;align-items:baseline;justify-content:space-between;flex-wrap:wrap;margin-bottom:1rem;color:var(--soft)}
.meta{margin:0;color:var(--soft);font-size:.875rem}
nav{display:flex;gap:.5rem;flex-wrap:wrap;margin-bottom:1rem;position:sticky;top:0;background:var(--ground);padding:.5rem 0;z-index:1}
.tab{padding:.3rem .8rem;border:1px solid var(--line);border-radius:999px;background:var(--card);text-decoration:none;color:var(--text)}
.environment{margin-bottom:2.5rem}.environment,.changes{scroll-margin-top:4.5rem}
.verdict{border:1px solid var(--line);border-left:6px solid var(--line);border-radius:8px;background:var(--card);padding:1rem 1.25rem;margin-bottom:1rem}
.verdict p{margin:.5rem 0 0}.verdict .said{font-size:1.1rem;font-weight:600}
.verdict.stop{border-left-color:var(--red-line)}.verdict.look{border-left-color:var(--amber-line)}.verdict.ok{border-left-color:var(--green-line)}
.counts{display:flex;gap:.4rem;flex-wrap:wrap;margin:.8rem 0 0;padding:0;list-style:none}
.counts li,.pill{font-size:.8rem;font-weight:600;border-radius:999px;padding:.1rem .6rem;border:1px solid transparent;white-space:nowrap;display:inline-block}
.red{color:var(--red);background:var(--red-ground)}.amber{color:var(--amber);background:var(--amber-ground)}.green{color:var(--green);background:var(--green-ground)}.blue{color:var(--blue);background:var(--blue-ground)}.plain{color:var(--soft);border-color:var(--line)!important}
section.card,.banner{border:1px solid var(--line);border-radius:8px;background:var(--card);padding:1rem 1.25rem;margin:0 0 1rem}
.banner{border-color:var(--red-line);background:var(--red-ground);color:var(--text)}
section.lost{border:2px solid var(--red-line);background:var(--red-ground)}section.lost h3{color:var(--red);font-size:1.2rem}section.lost .pill,.mark.stop{color:#fff;background:#b3152a}.mark.look{color:#fff;background:#7d4e00}.mark.ok{color:#fff;background:#116329}.mark.none{color:#fff;background:#59636e}
.mark{font-size:.75rem;font-weight:700;letter-spacing:.04em;text-transform:uppercase;border-radius:4px;padding:.15rem .5rem;vertical-align:middle}
ul.list{margin:0;padding:0;list-style:none;display:grid;gap:.7rem}ul.list ul{margin:.25rem 0 0;padding-left:1.2rem;color:var(--text);font-size:.93rem}
.path{font-weight:600}.address{color:var(--soft)}section.lost .address{color:var(--text)}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.92rem}th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;border-top:1px solid var(--line)}thead th{border-top:0;color:var(--soft);font-weight:600;font-size:.8rem}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}.value{color:var(--soft)}
.finding{border-top:1px solid var(--line);padding-top:.7rem}.finding:first-child{border-top:0;padding-top:0}.finding p{margin:.25rem 0 0}.finding .fix{color:var(--soft);font-size:.93rem}
.quiet{color:var(--soft);margin:0 0 1rem}
.tools{display:flex;gap:.75rem;align-items:center;flex-wrap:wrap;margin:0 0 .75rem}
.tools input{font:inherit;font-size:.93rem;padding:.4rem .7rem;border:1px solid var(--line);border-radius:6px;background:var(--card);color:var(--text);flex:1 1 16rem}
.tools button{font:inherit;font-size:.875rem;padding:.4rem .8rem;border:1px solid var(--line);border-radius:6px;background:var(--card);color:var(--text);cursor:pointer}
details{border:1px solid var(--line);border-radius:8px;background:var(--card);margin:0 0 .5rem}
summary{cursor:pointer;padding:.55rem 1rem;display:flex;gap:.6rem;align-items:center;flex-wrap:wrap;list-style:none}summary::-webkit-details-marker{display:none}
summary::before{content:"";flex:none;width:.5em;height:.5em;margin:0 .2em;border:solid var(--soft);border-width:0 2px 2px 0;transform:rotate(-45deg);transition:transform .1s}details[open]>summary::before{transform:rotate(45deg)}
summary .name{font-weight:600;flex:1 1 auto;overflow-wrap:anywhere}
.change{padding:.6rem 1rem 1rem;border-top:1px solid var(--line)}.change h4{font-size:.93rem;font-weight:600;margin:0 0 .4rem;overflow-wrap:anywhere}.change p{margin:0 0 .4rem;color:var(--soft);font-size:.875rem}
pre{margin:0;border:1px solid var(--line);border-radius:6px;overflow-x:auto;background:var(--ground)}
pre span{display:block;padding:0 .75rem;white-space:pre-wrap;overflow-wrap:anywhere;min-height:1.5em}pre .add{background:var(--green-ground);color:var(--green)}pre .remove{background:var(--red-ground);color:var(--red)}pre .alter{background:var(--amber-ground);color:var(--amber)}
footer{color:var(--soft);font-size:.85rem;border-top:1px solid var(--line);padding-top:1rem}
[hidden]{display:none!important}
@media (max-width:40rem){.pill,.counts li{white-space:normal}section.card,.verdict,.banner{padding:.8rem 1rem}summary .pill{white-space:nowrap}}
code,.list li,.change h4,.change p,td{overflow-wrap:anywhere;min-width:0}ul.list{grid-template-columns:minmax(0,1fr)}
@media print{body{max-width:none;background:#fff}.tools,nav,.skip{display:none}details{break-inside:avoid}}
@media (prefers-reduced-motion:reduce){summary::before{transition:none}}
`;

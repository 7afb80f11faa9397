#!/usr/bin/env bash
# igraph 1.0.0 (from Python) reads the escapes that networkx 3.6.1 writes into GML as they stand, and escapes them anew.
#
# Guess: GML has two marks that must be escaped, & and ". A label with both goes from networkx to igraph and back.
# Seen: networkx writes them by number (&#34; and &#38;), igraph knows names only (&quot; and &amp;). A box `Rules &
# "votes"` comes as `Rules &#38; &#34;votes&#34;`, is written out as &amp;#38; and &amp;#34;, and stays so when networkx
# reads it back; the next turn wraps it once more. igraph warns of the first escape only. From igraph first, all is
# well.
# So: exchange labels by GraphML, or take the escapes out with html.unescape after reading.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet igraph==1.0.0 networkx==3.6.1
cd "$work"
"$work/python/bin/python" - <<'PYTHON'
import warnings
import igraph
import networkx

warnings.simplefilter("ignore")
WORDS = 'Rules & "votes"'


def through_igraph(source, target):
    graph = igraph.Graph.Read_GML(source)
    graph.write_gml(target)
    return graph.vs["label"][0]


graph = networkx.DiGraph()
graph.add_edge(WORDS, "Board")
networkx.write_gml(graph, "1.gml")
read = through_igraph("1.gml", "2.gml")
back = list(networkx.read_gml("2.gml"))[0]
print(f"from networkx {networkx.__version__} to igraph {igraph.__version__}: {read!r}, and back: {back!r}")

graph = igraph.Graph(n=1)
graph.vs["label"] = [WORDS]
graph.write_gml("3.gml")
other_way = list(networkx.read_gml("3.gml"))[0]
print(f"from igraph to networkx: {other_way!r}")
alone = list(networkx.read_gml("1.gml"))[0]
assert alone == WORDS, "networkx no longer reads what it wrote itself"
assert other_way == WORDS, "networkx no longer reads igraph's escapes"
assert read == "Rules &#38; &#34;votes&#34;", "igraph reads escapes by number otherwise now"
assert back == read, "the words come back otherwise now"
PYTHON

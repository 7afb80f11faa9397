#!/usr/bin/env bash
# drawio-digest 0.1.0 leaves out draw.io boxes that carry a link or data, and flows whose arrow is at their start.
#
# Guess: a box that has got a link ("Edit Link" in draw.io) is the same box with one property more, and a flow glued to
# two boxes is a flow, however its ends are drawn.
# Seen: draw.io writes such a box as <UserObject>, with the label there and the cell within. Of three boxes the linked
# one is missing, and the flow to it too. A flow with "startArrow=classic;endArrow=none", as is a line without arrows,
# is taken for an ornament and left out, even if a label lies on it; if the label is its own, it is turned round.
# So: turn <UserObject> and <object> into plain cells with a value before, and draw every flow with the arrow at its
# end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet drawio-digest==0.1.0
cd "$work"

# digest PANEL STYLE WORD: the Mermaid text for three boxes, the second written as PANEL, and a flow in the STYLE.
digest() {
  cat > page.drawio <<XML
<mxfile><diagram id="d" name="Page-1"><mxGraphModel><root>
<mxCell id="0"/><mxCell id="1" parent="0"/>
<mxCell id="a" value="Board" vertex="1" parent="1"><mxGeometry width="100" height="40" as="geometry"/></mxCell>
$1
<mxCell id="c" value="Jury" vertex="1" parent="1"><mxGeometry y="200" width="100" height="40" as="geometry"/></mxCell>
<mxCell id="e" value="asks" edge="1" parent="1" source="a" target="b"><mxGeometry relative="1" as="geometry"/></mxCell>
<mxCell id="f" value="$3" style="$2" edge="1" parent="1" source="a" target="c">
  <mxGeometry relative="1" as="geometry"/></mxCell>
<mxCell id="g" value="on it" style="edgeLabel;" vertex="1" parent="f"><mxGeometry relative="1" as="geometry"/></mxCell>
</root></mxGraphModel></diagram></mxfile>
XML
  "$work/python/bin/drawio-digest" --stdout --format mermaid page.drawio
}

place='<mxGeometry x="300" width="100" height="40" as="geometry"/>'
cell="<mxCell id=\"b\" value=\"Panel\" vertex=\"1\" parent=\"1\">$place</mxCell>"
inner="<mxCell vertex=\"1\" parent=\"1\">$place</mxCell>"
object="<UserObject id=\"b\" label=\"Panel\" link=\"https://example.org\">$inner</UserObject>"
backward='startArrow=classic;endArrow=none;'
plain=$(digest "$cell" '' '')
linked=$(digest "$object" '' '')
turned=$(digest "$cell" "$backward" 'pays')
missing=$(digest "$cell" "$backward" '')
printf '%s\n' "$plain" "with a link: $linked" "with an arrow at the start: $turned" "without a label of its own: $missing"
[[ $plain == *'"Panel"'*'-->|"asks"| n1'*'n0 -->|"on it"| n2'* ]] || { echo 'boxes are read otherwise'; exit 1; }
[[ $linked == *'"Board"'*'"Jury"'* && $linked != *Panel* && $linked != *asks* ]] || { echo 'read now'; exit 1; }
[[ $turned == *'n0 -->|"pays"| n2'* ]] || { echo 'a backward flow is written otherwise now'; exit 1; }
[[ $missing != *'on it'* && $missing == *'asks'* ]] || { echo 'that flow is kept now'; exit 1; }

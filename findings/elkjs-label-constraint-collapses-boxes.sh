#!/usr/bin/env bash
# elkjs 0.12.1 shrinks a box to nothing when it is told to make it fit its label but not where the label goes.
#
# Guess: `nodeSize.constraints: NODE_LABELS` grows a box to its label and leaves a box that is large enough as it is;
# where no placement is given, the label lies in the middle or at the top.
# Seen: a box of 30 by 20 with a label of 100 by 10 comes out 0 by 0, and so it does when the placement names only half
# of the place (`INSIDE`), or is written in small letters, without a warning. With a whole placement it is 110 by 20.
# So: give `nodeLabels.placement` in full, on every node, in capitals.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit elkjs@0.12.1
cat > check.js <<'JS'
const assert = require('assert');
const ELK = require('elkjs');

(async () => {
  for (const [options, seen] of [
    [{}, [30, 20]],
    [{ 'elk.nodeSize.constraints': 'NODE_LABELS', 'elk.nodeLabels.placement': 'INSIDE V_CENTER H_CENTER' }, [110, 20]],
    [{ 'elk.nodeSize.constraints': 'NODE_LABELS' }, [0, 0]],
    [{ 'elk.nodeSize.constraints': 'NODE_LABELS', 'elk.nodeLabels.placement': 'INSIDE' }, [0, 0]],
    [{ 'elk.nodeSize.constraints': 'NODE_LABELS', 'elk.nodeLabels.placement': 'inside v_center h_center' }, [0, 0]],
  ]) {
    const graph = await new ELK().layout({
      id: 'root',
      layoutOptions: { 'elk.algorithm': 'layered' },
      children: [
        {
          id: 'box',
          width: 30,
          height: 20,
          layoutOptions: options,
          labels: [{ text: 'label', width: 100, height: 10 }],
        },
      ],
    });
    const [box] = graph.children;
    console.log(`elkjs 0.12.1, ${JSON.stringify(options)}: ${box.width} by ${box.height}`);
    assert.deepStrictEqual([box.width, box.height], seen, 'a box fits its label otherwise now');
  }
})();
JS
node check.js

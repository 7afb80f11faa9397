#!/usr/bin/env bash
# pyreverse of pylint 4.1.4 writes Mermaid in which classes of the same name in different modules are one class.
#
# Guess: the three kinds of output show the same classes; two of one name are told apart by their modules, as in
# PlantUML.
# Seen: PlantUML and DOT use the full name. The Mermaid output declares each class by its last name only, and Mermaid
# 11.17.2 takes two declarations for one class with the members of both; every arrow to or from either ends there, so
# that a class may seem to inherit from itself. Packages are merged in the same way: all modules called `model` are one.
# Nothing is reported.
# So: have PlantUML or DOT written where names recur.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet pylint==4.1.4
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts mermaid@11.17.2 jsdom@29.1.1
mkdir -p shop/orders shop/billing out
touch shop/__init__.py shop/orders/__init__.py shop/billing/__init__.py
cat > shop/orders/model.py <<'PYTHON'
class Report:
    rows: list[int]
PYTHON
cat > shop/billing/model.py <<'PYTHON'
from shop.orders import model


class Report(model.Report):
    total: float
PYTHON
python/bin/pyreverse -o mmd -d out shop >/dev/null
python/bin/pyreverse -o puml -d out shop >/dev/null
cat > check.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('');
Object.assign(globalThis, { window, document: window.document });
const { default: mermaid } = await import('mermaid');

async function read(name) {
  const text = fs.readFileSync(`out/${name}.mmd`, 'utf8');
  await mermaid.parse(text);
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  const classes = [...db.getClasses()].map(([id, { members }]) => [id, ...members.map((one) => one.id)].join(' '));
  return { classes, arrows: db.getRelations().map(({ id1, id2 }) => `${id1}-${id2}`) };
}

const text = fs.readFileSync('out/classes.puml', 'utf8');
const plantuml = [...text.matchAll(/^class "\w+" as ([\w.]+)/gm)].map((m) => m[1]);
const [classes, packages] = [await read('classes'), await read('packages')];
console.log('PlantUML:', plantuml.join(' '));
console.log('Mermaid:', JSON.stringify({ classes, packages }));
assert.deepStrictEqual(plantuml.sort(), ['shop.billing.model.Report', 'shop.orders.model.Report']);
assert.strictEqual(classes.classes.length, 1, 'two classes of one name are told apart now');
assert.deepStrictEqual(classes.arrows, ['Report-Report'], 'no class inherits from itself now');
assert.deepStrictEqual(packages.classes.filter((line) => line === 'model'), ['model'], 'modules are told apart now');
assert.ok(packages.arrows.includes('model-model'), 'no module depends on itself now');
JS
node check.mjs

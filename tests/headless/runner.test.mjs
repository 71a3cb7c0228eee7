// The headless runner: every demo and preset learns, repeats itself, refuses nonsense, and has all its texts.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { repository } from '../../scripts/stages.mjs';
import { gradlab } from './runner.mjs';

const texts = JSON.parse(readFileSync(join(repository, 'web/text/en.json'), 'utf8'));

/** The reports of a run, one object each. */
function reports(demo, ...args) {
  const { status, lines, stderr } = gradlab('run', demo, '--json', ...args);
  assert.equal(status, 0, stderr);
  return lines.map((line) => JSON.parse(line));
}

const demos = gradlab('list').lines.map((line) => JSON.parse(line));

test('the list names the demos', () => {
  for (const id of ['classification', 'regression'])
    assert.ok(
      demos.some((demo) => demo.id === id),
      id,
    );
});

for (const demo of demos) {
  test(`${demo.id} makes the progress that it names, with nothing but finite numbers`, () => {
    const all = reports(demo.id, '--steps', '100', '--every', '10');
    assert.equal(all.length, 10);
    for (const report of all) {
      // JSON knows no NaN: one would arrive as null.
      for (const [name, value] of Object.entries(report))
        assert.ok(value !== null && (typeof value === 'string' || Number.isFinite(value)), `${name} = ${value}`);
    }
    const { metric, direction } = demo.progress;
    const [first] = reports(demo.id, '--steps', '1').map((report) => report[metric]);
    const last = all.at(-1)[metric];
    assert.ok(direction === 'falls' ? last < first : last > first, `${metric} ${first}, then ${last}`);
    assert.equal(all.at(-1).step, 100);
  });

  test(`${demo.id} repeats a seed, whatever the number of threads, and changes with it`, () => {
    const hash = (...args) => reports(demo.id, '--steps', '20', ...args).at(-1).hash;
    assert.equal(hash('--seed', '7'), hash('--seed', '7'));
    assert.equal(hash('--seed', '7'), hash('--seed', '7', '--threads', '2'));
    assert.notEqual(hash('--seed', '7'), hash('--seed', '8'));
  });

  test(`${demo.id} refuses what is no parameter and no value`, () => {
    assert.notEqual(gradlab('run', demo.id, '--set', 'nonsense=1').status, 0);
    assert.notEqual(gradlab('run', demo.id, '--set', 'learning_rate=fast').status, 0);
    assert.notEqual(gradlab('run', demo.id, '--steps', 'many').status, 0);
  });

  test(`${demo.id} has its texts: title, presets, what to try in them, views, parameters, choices`, () => {
    const own_param = ({ name, term = name }, what) =>
      texts[`param.${demo.id}.${name}.${what}`] ? `param.${demo.id}.${name}.${what}` : `param.${term}.${what}`;
    const needed = [
      `demo.${demo.id}.title`,
      `demo.${demo.id}.about`,
      ...demo.presets.flatMap(({ id }) => ['title', 'about'].map((what) => `preset.${demo.id}.${id}.${what}`)),
      ...demo.presets.flatMap(({ id, tries }) =>
        tries.flatMap((one) => ['', '.look'].map((what) => `try.${demo.id}.${id}.${one.id}${what}`)),
      ),
      ...demo.views.map(({ name }) => `view.${name}.title`),
      ...demo.views.filter(({ section }) => section).map(({ section }) => `section.${section}`),
      `metric.${demo.progress.metric}`,
      ...demo.params.flatMap((param) => [
        own_param(param, 'label'),
        own_param(param, 'help'),
        `group.${param.group}`,
        ...param.choices.map((choice) => `choice.${param.term ?? param.name}.${choice}`),
      ]),
    ];
    assert.deepEqual(
      needed.filter((key) => !(key in texts)),
      [],
    );
  });
}

for (const demo of demos) {
  test(`${demo.id} describes its model: every input of a node is named before it, and sizes are symbols`, () => {
    const { status, lines, stderr } = gradlab('describe', demo.id, '--json');
    assert.equal(status, 0, stderr);
    assert.equal(lines.length, 1);
    const { inputs, parameters, constants, nodes, outputs } = JSON.parse(lines[0]);
    const known = new Map([...inputs, ...parameters, ...constants].map(({ name, shape }) => [name, shape]));
    for (const node of nodes) {
      for (const name of node.inputs) assert.ok(known.has(name), `${name} of ${node.op}`);
      for (const { name, shape } of node.outputs) known.set(name, shape);
    }
    const has_model = parameters.length > 0; // methods that are no network compute by no graph
    assert.ok(inputs.every(({ shape }) => shape.includes('N')));
    assert.equal(nodes.length > 0, has_model);
    assert.ok(has_model || !demo.devices.includes('webgpu'), 'what trains on a graphics card is a network');
    for (const { shape } of parameters) assert.ok(shape.every(Number.isInteger), JSON.stringify(shape));
    for (const { name, value } of outputs) assert.match(JSON.stringify(known.get(value)), /N/, name);
  });
}

test('a described model names its parameters by their paths, and what it was told', () => {
  const { lines } = gradlab('describe', 'transformer', '--preset', 'sentiment', '--json');
  const { inputs, parameters, nodes, outputs } = JSON.parse(lines[0]);
  assert.deepEqual(
    inputs.map(({ name, type, shape }) => [name, type, shape]),
    [
      ['tokens', 'int32', ['N', 'T']],
      ['lengths', 'int32', ['N']],
    ],
  );
  const query = parameters.find(({ name }) => name.endsWith('.0.attention.query.weight'));
  assert.deepEqual(query?.shape, [64, 64]);
  const attention = nodes.find(({ op }) => op === 'attention');
  assert.deepEqual(attention.attributes, { heads: 4, causal: false, keys: 0 });
  assert.deepEqual(attention.outputs[0].shape, ['N', 'T', 64]);
  assert.deepEqual(outputs, [{ name: 'logits', value: nodes.at(-1).outputs[0].name }]);
});

test('a described model is a table without --json, and what is no option of it is refused', () => {
  const { lines } = gradlab('describe', 'classification', '--set', 'layers=5');
  assert.match(lines.join('\n'), /^input\s+points \[N, 2\]$/m);
  assert.match(lines.join('\n'), /^parameter\s+0\.weight \[2, 5\]$/m);
  assert.match(lines.join('\n'), /^output\s+logits \[N, 2\] = linear\.1$/m);
  for (const wrong of [['--steps', '3'], ['--preset', 'nothing'], ['--set', 'layers=0'], ['--json', '--seed']])
    assert.notEqual(gradlab('describe', 'classification', ...wrong).status, 0, wrong.join(' '));
});

test('a profile says where a step goes, and adds up to it', () => {
  const { profile } = reports('classification', '--profile', '--steps', '40').at(-1);
  const whole = profile.rows.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  assert.ok(Math.abs(whole - profile.step) < 1e-6 * profile.step, `${whole} ms of ${profile.step}`);
  assert.ok(profile.rows.some(({ gflops }) => gflops > 0));
  assert.ok(profile.rows.some(({ bandwidth }) => bandwidth > 0));
  assert.ok(profile.bandwidth_limit > 0);
  assert.ok(profile.limit > 0 && profile.threads === 1 && profile.allocations === 0, JSON.stringify(profile));
});

test('the bench times a task, from the digits, and refuses what is none', () => {
  const { status, lines, stderr } = gradlab('bench', '--task', 'small-cnn', '--seconds', '0.01', '--json');
  assert.equal(status, 0, stderr);
  const { task, unit, rate, gflops, outcome, data } = JSON.parse(lines[0]);
  assert.deepEqual([lines.length, task, unit, data], [1, 'small-cnn', 'images/s', 'mnist']);
  assert.ok(rate > 0 && gflops > 0 && outcome.at(-1) < outcome[0], lines[0]);
  for (const wrong of [['--task', 'nothing'], ['--seconds', '-1'], ['--device', 'gpu'], ['--colour', 'red']])
    assert.notEqual(gradlab('bench', ...wrong).status, 0, wrong.join(' '));
});

test('an unknown demo is answered with those that there are', () => {
  const { status, stderr } = gradlab('run', 'nothing');
  assert.notEqual(status, 0);
  assert.match(stderr, /regression/);
});

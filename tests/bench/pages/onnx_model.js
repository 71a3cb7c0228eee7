// An ONNX model of one node, written as the protocol buffer that it is (onnx.proto: the numbers are its fields').
const encoder = new TextEncoder();

function varint(number) {
  const bytes = [];
  for (; number > 127; number = Math.floor(number / 128)) bytes.push((number % 128) | 128);
  return [...bytes, number];
}

const number = (field, value) => [...varint(field << 3), ...varint(value)];
const block = (field, bytes) => [...varint((field << 3) | 2), ...varint(bytes.length), ...bytes];
const string = (field, value) => block(field, [...encoder.encode(value)]);
const all = (list, write) => list.flatMap(write);

const float32 = 1;
const integers = 7; // the type of an attribute
const opset = 17;

/** ValueInfoProto: a float32 tensor of `dims`. */
const value_info = (name, dims) => {
  const shape = all(dims, (dim) => block(1, number(1, dim)));
  return [...string(1, name), ...block(2, block(1, [...number(1, float32), ...block(2, shape)]))];
};

const attribute = ([name, values]) => [
  ...string(1, name),
  ...all(values, (value) => number(8, value)),
  ...number(20, integers),
];

/** ModelProto of `op` on inputs input0, input1, ... of {dims}, giving `output` of the shape of that name. */
export function one_node_model({ op, inputs, output, attributes = {} }) {
  const names = inputs.map((_, index) => `input${index}`);
  const node = [
    ...all(names, (name) => string(1, name)),
    ...string(2, 'output'),
    ...string(4, op),
    ...all(Object.entries(attributes), (entry) => block(5, attribute(entry))),
  ];
  const graph = [
    ...block(1, node),
    ...string(2, 'bench'),
    ...all(inputs, ({ dims }, index) => block(11, value_info(names[index], dims))),
    ...block(12, value_info('output', output)),
  ];
  return Uint8Array.from([...number(1, 8), ...block(7, graph), ...block(8, [...string(1, ''), ...number(2, opset)])]);
}

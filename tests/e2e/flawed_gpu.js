// Put before the code of the trainer's worker by gpu.ts, as (spoil)(flaws, channel): WebGPU as it is where something is
// wrong with it.
(flaws, channel) => {
  const devices = [];
  const run_out_of_memory = (device) => {
    const error = new GPUOutOfMemoryError('no more memory');
    device.dispatchEvent(new GPUUncapturedErrorEvent('uncapturederror', { error }));
  };
  const define = (type, property, value) => Object.defineProperty(type.prototype, property, { get: () => value });
  const replace = (type, method, make) => (type.prototype[method] = make(type.prototype[method]));

  if (flaws.absent) Object.defineProperty(navigator, 'gpu', { get: () => undefined });
  if (flaws.no_adapter) GPU.prototype.requestAdapter = async () => null;
  if (flaws.lowest) {
    define(GPUAdapter, 'features', new Set());
    define(GPUAdapter, 'limits', { maxBufferSize: 2 ** 28, maxStorageBufferBindingSize: 2 ** 27 });
  }
  if (flaws.largest_buffer) {
    const most = flaws.largest_buffer;
    define(GPUDevice, 'limits', { maxBufferSize: most, maxStorageBufferBindingSize: most });
  }
  replace(GPUAdapter, 'requestDevice', (request) =>
    async function (descriptor) {
      if (flaws.no_device) throw new DOMException('no device', 'OperationError');
      const device = await request.call(this, flaws.lowest ? {} : descriptor);
      devices.push(device);
      return device;
    },
  );

  let buffers = 0;
  let shaders = 0;
  replace(GPUDevice, 'createBuffer', (create) =>
    function (descriptor) {
      if (++buffers > (flaws.buffers ?? Infinity)) setTimeout(() => run_out_of_memory(this));
      return create.call(this, descriptor);
    },
  );
  replace(GPUDevice, 'createShaderModule', (create) =>
    function (descriptor) {
      const broken = ++shaders > (flaws.shaders ?? Infinity);
      return create.call(this, broken ? { ...descriptor, code: 'this is no WGSL' } : descriptor);
    },
  );

  new BroadcastChannel(channel).onmessage = ({ data }) => {
    if (data === 'destroy') devices.at(-1).destroy();
    if (data === 'run out of memory') run_out_of_memory(devices.at(-1));
  };
}

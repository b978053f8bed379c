"""The work of the kernel benchmarks in PyTorch, on one thread: python kernels.py

Prints the processor time of the thread, smallest and median. PyTorch's allocator is faster with
MALLOC_MMAP_THRESHOLD_ and MALLOC_TRIM_THRESHOLD_ set to 1000000000.
"""

import math
import time

try:
    import torch
except ImportError:
    print("PyTorch: not measured (pip install torch)")
    raise SystemExit(0)

from torch.nn import functional

torch.set_num_threads(1)
torch.manual_seed(0)
STEPS, INPUTS, OUTPUTS = 100, 140, 256


def measure(name, work, seconds=2.0):
    work()
    work()
    times = []
    start = time.time()
    while time.time() - start < seconds or len(times) < 5:
        before = time.thread_time()
        work()
        times.append((time.thread_time() - before) * 1e3)
    times.sort()
    print(f"{name:44s} {times[0]:9.3f} {times[len(times) // 2]:9.3f} ms")


class Lif(torch.autograd.Function):
    """The whole sequence in one function: tau 2, threshold 1, hard reset, ATan with alpha 5."""

    @staticmethod
    def forward(ctx, currents):
        v = torch.zeros_like(currents[0])
        h, s = torch.empty_like(currents), torch.empty_like(currents)
        for t in range(currents.shape[0]):
            now = torch.add(currents[t], v, alpha=0.5, out=h[t])
            torch.ge(now, 1.0, out=s[t])
            v = now * (1 - s[t])
        ctx.save_for_backward(h, s)
        return s

    @staticmethod
    def backward(ctx, gs):
        h, s = ctx.saved_tensors
        gx = torch.empty_like(gs)
        z = (h - 1) * (math.pi / 2 * 5)
        z.mul_(z).add_(1).reciprocal_().mul_(2.5).mul_(gs)
        silent = 1 - s
        g = torch.zeros_like(gs[0])
        for t in range(gs.shape[0] - 1, -1, -1):
            torch.addcmul(z[t], g, silent[t], out=gx[t])
            g = gx[t] * 0.5
        return gx


def products():
    for n in (256, 512, 1024):
        a, b, c = torch.rand(n, n), torch.rand(n, n), torch.empty(n, n)
        measure(f"product {n}", lambda: torch.mm(a, b, out=c), 1.0)


def grid(*shape):
    return (torch.randint(0, 2049, shape) - 1024) / 4096.0


def layers(batch=128):
    x = (torch.rand(STEPS, batch, INPUTS) < 0.05).float()
    w = grid(OUTPUTS, INPUTS)
    gs = torch.rand(STEPS, batch, OUTPUTS) - 0.5

    def forward():
        with torch.no_grad():
            Lif.apply(functional.linear(x, w))

    def training(with_input):
        a, b = x.detach().requires_grad_(with_input), w.detach().requires_grad_(True)
        Lif.apply(functional.linear(a, b)).backward(gs)

    measure("LIF forward", forward)
    measure("LIF training, no input gradient", lambda: training(False))
    measure("LIF training, input gradient", lambda: training(True))


def delays(batch):
    spikes = (torch.rand(batch, INPUTS, STEPS) < 0.05).float()
    x = functional.pad(spikes, (24, 12))
    w, p = grid(OUTPUTS, INPUTS, 1), torch.rand(OUTPUTS, INPUTS, 1) * 24 - 12
    gy = torch.rand(batch, OUTPUTS, 112) - 0.5
    taps, s = torch.arange(25.0), 6.27

    def training(with_input):
        a = x.detach().requires_grad_(with_input)
        b, m = w.detach().requires_grad_(True), p.detach().requires_grad_(True)
        e = torch.exp(-((taps - (m + 12)) ** 2) / (2 * s * s))
        kernel = b * e / (e.sum(-1, keepdim=True) + 1e-7)
        functional.conv1d(a, kernel).backward(gy)

    measure(f"delays, batch {batch}, no input gradient", lambda: training(False))
    measure(f"delays, batch {batch}, input gradient", lambda: training(True))


def images():
    for n, size, channels, filters in ((32, 28, 16, 32), (32, 14, 64, 64)):
        x = torch.rand(n, channels, size, size)
        w = torch.rand(filters, channels, 3, 3)
        gy = torch.rand(n, filters, size, size)

        def forward():
            with torch.no_grad():
                functional.conv2d(x, w, padding=1)

        def training():
            a, b = x.detach().requires_grad_(True), w.detach().requires_grad_(True)
            functional.conv2d(a, b, padding=1).backward(gy)

        measure(f"convolution {size}, forward", forward)
        measure(f"convolution {size}, training", training)


if __name__ == "__main__":
    print(f"PyTorch {torch.__version__}, 1 thread                    smallest    median")
    products()
    layers()
    delays(32)
    delays(128)
    images()

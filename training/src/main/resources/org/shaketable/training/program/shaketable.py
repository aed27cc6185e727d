"""Hooks with which a training program lets Shaketable shake it, and nothing where nobody does.

    import shaketable
    run = shaketable.attach()                          # seed, steps: an audit's, or plain defaults
    model, optimizer = build(run.seed)
    run.watch(model, optimizer)
    for x, y in batches(run.seed):
        x, y = run.inputs(x), run.labels(y, classes=10)
        loss = criterion(model(x), y)
        optimizer.zero_grad(); loss.backward(); optimizer.step()
        run.step(loss, evaluate=lambda: {"performance": accuracy(model)})

Inside of an audit the program is the child of a process that answers the hooks; outside of one, every
hook gives back what it was given. No disturbance is computed here: arrays go to the parent through
shared memory and come back, and only at the steps at which something acts on them.

Needs NumPy; takes PyTorch tensors on any device wherever it takes arrays, if the program has imported
torch. Python 3.8 or later. The protocol is described in training/PROGRAMS.md.
"""

import functools
import json
import math
import mmap
import os
import random
import socket
import sys
import types

import numpy as np

VERSION = 1
"""Version of the protocol that this module speaks."""

_SOCKET = "SHAKETABLE_SOCKET"
_LOSSES = 4096
_HEADER = 64
_PAGE = 4096
_attached = False


def attach(seed=0, steps=1000, evaluations=20):
    """Joins the audit that this program was started by, if there is one.

    Outside of an audit the arguments say what the returned run has: its ``seed`` (an int of at most 31
    bits), its ``steps``, and how many evaluations are spread over them. Inside of one they are
    ignored, for the audit says. To be called once, before anything is drawn at random.

    Raises RuntimeError where it was called before in this audit, or where the two do not speak the
    same version of the protocol.
    """
    global _attached
    path = os.environ.get(_SOCKET)
    if not path:
        return Run(None, {"seed": seed, "steps": steps, "until": 0, "windows": []}, evaluations)
    if _attached:
        raise RuntimeError("shaketable: attach was called twice; call it once and hand the run on")
    _attached = True
    _end_with_parent()
    home = _Home(path)
    return Run(home, home.welcome, evaluations)


def _end_with_parent():
    """Asks Linux to end this process when its parent has ended; the parent's watchdog does, too."""
    try:
        import ctypes

        ctypes.CDLL(None).prctl(1, 9, 0, 0, 0)  # PR_SET_PDEATHSIG, SIGKILL
    except Exception:  # not Linux, or no ctypes: the watchdog alone
        pass


def _torch():
    """PyTorch, if the program has imported it."""
    return sys.modules.get("torch")


def _is_tensor(value):
    torch = _torch()
    return torch is not None and isinstance(value, torch.Tensor)


def _number(value):
    """A number as JSON has it: what is not finite is a text."""
    value = float(value)
    if math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")


def _finite(value):
    return -1.7976931348623157e308 <= value <= 1.7976931348623157e308


class _Home:
    """The other end: control messages over a socket, arrays in shared memory."""

    def __init__(self, path):
        self._process = os.getpid()
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._socket.connect(path)
        except OSError as error:
            raise RuntimeError(
                "shaketable: cannot attach to %s (%s); has another process of this run attached?"
                % (path, error)
            ) from None
        self._lines = self._socket.makefile("rb")
        self._slots = {}
        self._end = _HEADER
        self._memory = None
        torch = _torch()
        client = "shaketable.py, Python %s, NumPy %s" % (sys.version.split()[0], np.__version__)
        if torch is not None:
            client += ", PyTorch " + torch.__version__
        self.welcome = self.ask({"hello": VERSION, "client": client})
        self._map(self.welcome)

    def _map(self, answer):
        with open(answer["memory"], "r+b") as file:
            self._memory = mmap.mmap(file.fileno(), answer["bytes"])
        self._counter = np.frombuffer(self._memory, np.int64, 1, 0)

    def ask(self, message):
        """The answer to one message. The program ends here when its run has been ended."""
        if os.getpid() != self._process:
            raise RuntimeError(
                "shaketable: expected hooks to be called in the process that attached, found a call "
                "in another (a data loader's worker?); call them in the training loop"
            )
        try:
            self._socket.sendall(json.dumps(message, separators=(",", ":")).encode() + b"\n")
            line = self._lines.readline()
        except OSError:
            line = b""
        if not line:
            raise SystemExit(0)
        answer = json.loads(line)
        if "error" in answer:
            raise RuntimeError("shaketable: " + answer["error"])
        return answer

    def count(self, steps):
        """Tells how far the program is: a sign of life that costs no message."""
        self._counter[0] = steps

    def slot(self, name, dtype, count):
        """An array in shared memory under a name, and where it is; the same memory at each call."""
        dtype = np.dtype(dtype)
        at, capacity = self._slots.get(name, (0, 0))
        if count * dtype.itemsize > capacity or at == 0:
            capacity = max(_PAGE, -(-count * dtype.itemsize // _PAGE) * _PAGE)
            at, self._end = self._end, self._end + capacity
            if self._end > len(self._memory):
                self._map(self.ask({"memory": self._end}))
            self._slots[name] = (at, capacity)
        array = np.frombuffer(self._memory, dtype, count, at) if count else np.empty(0, dtype)
        return array, {"at": at, "type": dtype.name, "count": count}


class _Window:
    """Steps at which one exposure may act on some hooks; see PROGRAMS.md."""

    def __init__(self, json):
        self.hooks = json["hooks"]
        self._from = json["from"]
        self._until = json["until"]
        self._period = json["period"]
        self._length = json["length"]
        self._first = dict.fromkeys(self.hooks)

    def _inside(self, step):
        if not self._from <= step < self._until:
            return False
        return not self._period or (step - self._from) % self._period < self._length

    def live(self, step):
        """Whether a call at this step may be one to make."""
        return self._inside(step) or step >= self._until and None in self._first.values()

    def acts(self, hook, step, event):
        first = self._first[hook]
        late = step >= self._until and (first is None or first == event)
        if not (late or self._inside(step)):
            return False
        if first is None:
            self._first[hook] = event
        return True


class _Arrays:
    """Parameters that are NumPy arrays, changed in place."""

    def __init__(self, arrays):
        self._keys = list(arrays) if isinstance(arrays, dict) else list(range(len(arrays)))
        self._arrays = [arrays[key] for key in self._keys]
        for key, array in zip(self._keys, self._arrays):
            if not isinstance(array, np.ndarray) or array.dtype.kind != "f":
                raise TypeError(
                    "shaketable: expected parameters as floating-point NumPy arrays, found %s for %s"
                    % (getattr(array, "dtype", type(array).__name__), key)
                )
        self.names = [str(key) for key in self._keys]
        self.shapes = [array.shape for array in self._arrays]
        self.size = sum(array.size for array in self._arrays)
        double = any(array.dtype == np.float64 for array in self._arrays)
        self.dtype = np.float64 if double else np.float32
        self._places = _places(self.shapes)

    def parameters(self):
        return self._arrays

    def like(self, values):
        """Arrays laid out as the parameters, in their order."""
        arrays = [values[key] for key in self._keys]
        for name, shape, array in zip(self.names, self.shapes, arrays):
            if array is not None and tuple(array.shape) != tuple(shape):
                raise ValueError(
                    "shaketable: expected shape %s for %s, found %s"
                    % (tuple(shape), name, tuple(array.shape))
                )
        return arrays

    def write(self, arrays, into):
        for place, array in zip(self._places, arrays):
            into[place] = 0 if array is None else array.reshape(-1)

    def read(self, arrays, out_of):
        for place, shape, array in zip(self._places, self.shapes, arrays):
            if array is not None:
                array[...] = out_of[place].reshape(shape)


def _places(shapes):
    """Where in one vector arrays of these shapes lie, one behind the other."""
    places, at = [], 0
    for shape in shapes:
        count = int(np.prod(shape))
        places.append(slice(at, at + count))
        at += count
    return places


class _Tensors(_Arrays):
    """Parameters of a PyTorch module, or a list of them."""

    def __init__(self, model):
        named = (
            model.named_parameters()
            if hasattr(model, "named_parameters")
            else ((str(i), tensor) for i, tensor in enumerate(model))
        )
        kept = [(name, p) for name, p in named if p.requires_grad and p.numel() > 0]
        if not kept:
            raise TypeError("shaketable: expected a model with parameters to train, found none")
        self.names = [name for name, _ in kept]
        self._keys = self.names
        self._arrays = [p for _, p in kept]
        self.shapes = [tuple(p.shape) for p in self._arrays]
        self.size = sum(p.numel() for p in self._arrays)
        double = any(p.dtype == _torch().float64 for p in self._arrays)
        self.dtype = np.float64 if double else np.float32
        self._views = {}

    def _parts(self, array):
        """Tensors over the parts of an array in shared memory."""
        address = array.ctypes.data
        if address not in self._views:
            whole = _torch().from_numpy(array)
            self._views[address] = [
                whole[place].view(shape) for place, shape in zip(_places(self.shapes), self.shapes)
            ]
        return self._views[address]

    def gradients(self):
        return [p.grad for p in self._arrays]

    def write(self, arrays, into):
        with _torch().no_grad():
            for part, tensor in zip(self._parts(into), arrays):
                if tensor is None:
                    part.zero_()
                else:
                    part.copy_(tensor)

    def read(self, arrays, out_of):
        with _torch().no_grad():
            for part, tensor in zip(self._parts(out_of), arrays):
                if tensor is not None:
                    tensor.copy_(part)


class Run:
    """One training: what it is to do, and the places at which it can be shaken.

    seed        int of at most 31 bits, from which the program keys all that it draws
    steps       how many steps the training has
    steps_done  how many it has done
    done        whether all are done
    due         whether the next ``step`` evaluates
    audited     whether an audit listens

    Hooks count their calls and may be called in any order; each returns what it was given, or a
    disturbed copy of the same type, shape, dtype and device. They raise RuntimeError with a plain
    sentence where the other end refuses what it got, which ends the run.
    """

    def __init__(self, home, welcome, evaluations):
        self._home = home
        self.audited = home is not None
        self.seed = welcome["seed"]
        self.steps = welcome["steps"]
        self.steps_done = 0
        self._evaluations = evaluations
        self._until = welcome["until"] if self.audited else self._own_until(0)
        self._windows = {}
        self._every_window = [_Window(window) for window in welcome["windows"]]
        for window in self._every_window:
            for hook in window.hooks:
                self._windows.setdefault(hook, []).append(window)
        self._events = {}
        self._live = False
        self._watched = None
        self._optimizer = None
        self._evaluate = None
        self._initial = None
        self._anew = welcome.get("anew")
        self._generators = []
        self._gradient_done = False
        self._captured = {}
        self._last_update = -1
        self._stride = 1
        self._losses = []
        self._pending = []
        self._look()

    def _own_until(self, step):
        """The first step behind ``step`` that is due, where nobody audits."""
        index = step * self._evaluations // self.steps + 1
        return -(-index * self.steps // self._evaluations)

    def _look(self):
        self._live = any(window.live(self.steps_done) for window in self._every_window)

    # What is drawn

    def generator(self, key=0):
        """A NumPy generator of the run: numpy.random.default_rng([seed, key]).

        An audit also trains placebos: runs that nothing disturbs and that draw other numbers from a
        step on, to show what chance alone does. There these generators start anew, and so do the
        global ones of random, NumPy and PyTorch; what else draws is told by ``when_anew``.
        """
        generator = np.random.default_rng([self.seed, key])
        self.when_anew(lambda seed: _restart(generator, [seed, key]))
        return generator

    def when_anew(self, function):
        """Calls a function with another seed where this run, a placebo, starts to draw anew; e.g.
        ``run.when_anew(torch_generator.manual_seed)``."""
        self._generators.append(function)

    def _draw_anew(self):
        if self._anew is None or self.steps_done < self._anew["step"]:
            return
        seed, self._anew, torch = self._anew["seed"], None, _torch()
        random.seed(seed)
        np.random.seed(seed)
        if torch is not None:
            torch.manual_seed(seed)
        for function in self._generators:
            function(seed)

    @property
    def done(self):
        return self.steps_done >= self.steps

    @property
    def due(self):
        return self.steps_done + 1 >= self._until

    # What is watched

    def watch(self, model, optimizer=None, evaluate=None):
        """Hands over the parameters: from now on their disturbances act by themselves.

        model      a torch.nn.Module, a list of its parameters, or NumPy arrays: a dict by name or a
                   list, float32 or float64, which are then changed in place and nowhere else
        optimizer  a torch.optim.Optimizer: its ``step`` meets the disturbances of gradient, memory,
                   learning rate and momentum. With NumPy arrays call ``gradient``, ``memory``,
                   ``learning_rate`` and ``momentum`` instead.
        evaluate   what ``step`` evaluates with where it gets no ``evaluate`` of its own. Without it
                   the evaluation before training takes place at the first step that brings one, with
                   the initial parameters put back for the moment.

        To be called once, before the training and behind whatever sets the initial parameters.

        Raises TypeError where there are no parameters to train, or arrays of other types, and
        RuntimeError where it was called before.
        """
        if self._watched is not None:
            raise RuntimeError("shaketable: watch was called twice; give it all parameters at once")
        arrays = not (_torch() is not None and (hasattr(model, "parameters") or _any_tensor(model)))
        self._watched = _Arrays(model) if arrays else _Tensors(model)
        self._evaluate = evaluate
        if self.audited:
            self._start()
        if optimizer is not None:
            self._optimizer = optimizer
            self._wrap(optimizer)
        if self.audited:
            if evaluate is not None:
                self._evaluation(evaluate)
            else:
                self._initial = self._vector("initial", self._watched.parameters())[0].copy()
            self._begin_step()

    def _start(self):
        watched = self._watched
        array, place = self._vector("parameters", watched.parameters())
        tensors = []
        for name, shape in zip(watched.names, watched.shapes):
            count = int(np.prod(shape))
            rows = int(shape[0]) if len(shape) > 1 else 1
            # A matrix of one row is not a bias: it is one of as many rows as it has values.
            rows = count if len(shape) > 1 and rows == 1 else rows
            tensors.append({"name": name, "rows": rows, "columns": count // rows})
        self._home.ask({"start": tensors, "array": place})
        watched.read(watched.parameters(), array)

    def _vector(self, name, arrays):
        """Arrays laid out as the parameters, as one vector in shared memory."""
        array, place = self._home.slot(name, self._watched.dtype, self._watched.size)
        self._watched.write(arrays, array)
        return array, place

    def _wrap(self, optimizer):
        original = optimizer.step

        # A bound method with the attributes of the old one: learning rate schedulers look at both.
        @functools.wraps(getattr(original, "__func__", original))
        def step(unused, *args, **kwargs):
            return self._update(original, args, kwargs)

        optimizer.step = types.MethodType(step, optimizer)

    def _update(self, original, args, kwargs):
        closure = args[0] if args else kwargs.get("closure")
        if closure is None:
            self._gradients()
        else:

            def disturbed():
                loss = closure()
                self._gradient_done = False
                self._gradients()
                return loss

            args, kwargs = (disturbed,), {}
        self._gradient_done = False
        restore = self._settings()
        try:
            return original(*args, **kwargs)
        finally:
            for group, key, value in restore:
                group[key] = value

    def _gradients(self):
        """The hook at the gradient of a PyTorch model, once an update."""
        if not self._gradient_done:
            self._gradient_done = True
            self._gradient(self._watched.gradients())

    def _gradient(self, arrays):
        event = self._event("gradient")
        captured = self._capture()
        if event is None and not captured:
            return
        array, place = self._vector("gradient", arrays)
        if event is not None:
            self._call("gradient", event, place)
            self._watched.read(arrays, array)
        if captured:
            self._captured["gradient"] = place

    def _capture(self):
        """Keeps the parameters before an update that may be the last before an evaluation."""
        if not self.audited:
            return False
        if self.steps_done > self._last_update >= 0:
            self._stride = self.steps_done - self._last_update
        self._last_update = self.steps_done
        if self.steps_done + self._stride < self._until:
            return False
        self._captured["before"] = self._vector("before", self._watched.parameters())[1]
        return True

    def _settings(self):
        """Sets disturbed learning rates, momenta and memory; what to put back afterwards."""
        restore = []
        rate, momentum, memory = (
            self._event("learning-rate"),
            self._event("momentum"),
            self._event("optimizer-state"),
        )
        if memory is not None:
            self._memories(memory)
        for group in self._optimizer.param_groups:
            if rate is not None:
                restore.append((group, "lr", group["lr"]))
                group["lr"] = self._setting("learning-rate", rate, group["lr"])
            if momentum is not None and "betas" in group:
                restore.append((group, "betas", group["betas"]))
                beta = self._setting("momentum", momentum, group["betas"][0])
                group["betas"] = (beta,) + tuple(group["betas"][1:])
            elif momentum is not None and group.get("momentum"):
                restore.append((group, "momentum", group["momentum"]))
                group["momentum"] = self._setting("momentum", momentum, group["momentum"])
        return restore

    def _memories(self, event):
        parameters = self._watched.parameters()
        state = self._optimizer.state
        names = sorted(
            {
                name
                for p in parameters
                for name, value in state.get(p, {}).items()
                if _is_tensor(value) and value.shape == p.shape
            }
        )
        for name in names:
            self._memory(event, [state.get(p, {}).get(name) for p in parameters])

    def _memory(self, event, arrays):
        array, place = self._vector("memory", arrays)
        self._call("optimizer-state", event, place)
        self._watched.read(arrays, array)

    # Hooks

    def _event(self, hook):
        """Counts a call of a hook; its number where something may act on it now, else None."""
        event = self._events.get(hook, 0)
        self._events[hook] = event + 1
        if not self._live:
            return None
        called = False
        for window in self._windows.get(hook, ()):
            called |= window.acts(hook, self.steps_done, event)
        return event if called else None

    def _call(self, hook, event, place, **more):
        message = {"hook": hook, "step": self.steps_done, "event": event, "array": place}
        message.update(more)
        return self._home.ask(message)

    def _array(self, hook, event, values, whole, **more):
        """Values, a copy of which goes through a hook."""
        tensor = _is_tensor(values)
        plain = values.detach().cpu() if tensor else np.asarray(values)
        if tensor and plain.dtype in (_torch().bfloat16, _torch().float16):
            plain = plain.float()
        plain = plain.numpy() if tensor else plain
        if whole and plain.dtype.kind not in "iub":
            raise TypeError(
                "shaketable: expected whole numbers for the hook %s, found %s" % (hook, plain.dtype)
            )
        if not whole and plain.dtype.kind not in "fiu":
            raise TypeError(
                "shaketable: expected numbers for the hook %s, found %s" % (hook, plain.dtype)
            )
        dtype = np.int64 if whole else (np.float64 if plain.dtype == np.float64 else np.float32)
        array, place = self._home.slot(hook, dtype, plain.size)
        array[:] = plain.reshape(-1)
        self._call(hook, event, place, **more)
        changed = array.astype(plain.dtype if whole or plain.dtype.kind == "f" else dtype)
        changed = changed.reshape(plain.shape)
        if tensor:
            return _torch().from_numpy(changed).to(device=values.device, dtype=values.dtype)
        if isinstance(values, np.ndarray):
            return changed
        return changed.tolist()

    def _rows(self, hook, event, values, scale):
        rows = len(values)
        columns = int(np.prod(np.shape(values))) // max(rows, 1)
        if rows == 0 or columns == 0:
            return values
        more = {"columns": columns}
        if scale is not None:
            array, more["scale"] = self._home.slot(hook + " scale", np.float32, columns)
            array[:] = np.broadcast_to(
                np.asarray(scale, np.float32), np.shape(values)[1:] or (1,)
            ).reshape(-1)
        return self._array(hook, event, values, False, **more)

    def inputs(self, x, scale=None):
        """A batch of continuous inputs or observations, shape (rows, ...).

        scale  standard deviation of each column, in the inputs' unit, broadcast to one row's shape; 1
               if not given, as for standardised inputs

        Raises TypeError where the inputs are no numbers, ValueError where the scale does not
        broadcast.
        """
        event = self._event("inputs")
        return x if event is None else self._rows("inputs", event, x, scale)

    observations = inputs

    def labels(self, y, classes):
        """Class labels, whole numbers in [0, classes), of any shape; at least 2 classes.

        Raises TypeError where they are not whole, RuntimeError where one is outside."""
        event = self._event("labels")
        return y if event is None else self._array("labels", event, y, True, classes=classes)

    def tokens(self, tokens, vocabulary):
        """Input tokens, whole numbers in [0, vocabulary), of any shape; raises as ``labels`` does."""
        event = self._event("tokens")
        if event is None:
            return tokens
        return self._array("tokens", event, tokens, True, vocabulary=vocabulary)

    def samples(self, indices, labels, classes):
        """Which samples make up a batch: whole numbers below len(labels); raises as ``labels`` does.

        labels  the classes, in [0, classes), of all samples of the data set
        """
        event = self._event("samples")
        if event is None:
            return indices
        known = labels.detach().cpu().numpy() if _is_tensor(labels) else np.asarray(labels)
        array, place = self._home.slot("samples labels", np.int64, known.size)
        array[:] = known.reshape(-1)
        return self._array("samples", event, indices, True, labels=place, classes=classes)

    def rewards(self, rewards):
        """Rewards of one step, one per parallel environment, in the environment's unit; or one number."""
        event = self._event("rewards")
        return rewards if event is None else self._array("rewards", event, rewards, False)

    def targets(self, targets):
        """What estimates are pulled towards: TD targets, advantages, regression targets, of any
        shape and in the unit of the estimates."""
        event = self._event("targets")
        return targets if event is None else self._array("targets", event, targets, False)

    def actions(self, actions, choices=None, scale=None):
        """Actions on their way to the environments, one row per parallel environment.

        choices  for discrete ones, whole numbers in [0, choices)
        scale    for continuous ones, half of each column's range, whose middle is 0; 1 if not given

        Raises TypeError where ``choices`` are given and the actions are not whole.
        """
        event = self._event("actions")
        if event is None:
            return actions
        if choices is not None:
            return self._array("actions", event, actions, True, choices=choices)
        return self._rows("actions", event, actions, scale)

    def physics(self, constants):
        """Constants of the environments by name, each a number in its own unit, before the next steps;
        a new dict. Their names are those of ``task.constants`` in the configuration."""
        event = self._event("physics")
        if event is None:
            return constants
        values = {name: _number(value) for name, value in constants.items()}
        answer = self._home.ask(
            {"hook": "physics", "step": self.steps_done, "event": event, "constants": values}
        )
        return {name: float(value) for name, value in answer["constants"].items()}

    def _setting(self, hook, event, value):
        answer = self._home.ask(
            {"hook": hook, "step": self.steps_done, "event": event, "value": _number(value)}
        )
        return float(answer["value"])

    def _value(self, hook, value):
        event = self._event(hook)
        return value if event is None else self._setting(hook, event, value)

    def learning_rate(self, value):
        """The learning rate of the next update, a float; not where an optimizer is watched."""
        return self._value("learning-rate", value)

    def momentum(self, value):
        """The momentum (Adam: beta1) of the next update, in [0, 1); not where an optimizer is watched."""
        return self._value("momentum", value)

    def batch_size(self, value):
        """The number of samples of the next update, an int."""
        return int(round(self._value("batch-size", value)))

    def label_smoothing(self, value):
        """The share of a label's weight that is spread over all classes, in [0, 1]."""
        return self._value("label-smoothing", value)

    def clipping(self, value):
        """The largest gradient norm that clipping lets through, to be asked for between
        ``loss.backward()`` and the clipping: the gradient meets its disturbance here."""
        if self._optimizer is not None:
            self._gradients()
        return self._value("clipping", value)

    def gradient(self, gradient):
        """The gradient of one update, laid out as the arrays that are watched (dict or list), changed
        in place; before clipping. Not where an optimizer is watched.

        Raises RuntimeError before ``watch``, ValueError where a shape is not its parameter's."""
        if self._watched is None:
            raise RuntimeError("shaketable: expected watch before gradient; hand over the parameters")
        self._gradient(self._watched.like(gradient))
        return gradient

    def memory(self, *moments):
        """Arrays of the optimizer's memory, each laid out as the parameters, changed in place, before
        an update. Not where an optimizer is watched; raises as ``gradient`` does."""
        if self._watched is None:
            raise RuntimeError("shaketable: expected watch before memory; hand over the parameters")
        event = self._event("optimizer-state")
        if event is not None:
            for moment in moments:
                self._memory(event, self._watched.like(moment))
        return moments[0] if len(moments) == 1 else moments

    # Steps and evaluations

    def step(self, loss=None, evaluate=None, steps=1):
        """One step is done, or ``steps`` of them, and evaluated where that is due.

        loss      of the update, a number or tensor of one; None where there was no update
        evaluate  a function without arguments, called only when an evaluation is due (or its result,
                  where ``due`` says so): a number, larger or smaller is better as the configuration
                  says, or a dict with

                  "performance"  that number (must be there)
                  "loss"         instead of the mean of the losses since the last evaluation
                  "outputs"      logits on fixed probe inputs, shape (rows, classes): gives the
                                 distance to the clean twin in function space, entropy and largest
                                 logit
                  and features by name, e.g. "feature_rank"; ``features`` gives them for PyTorch

                  It may draw at random: random, NumPy's and PyTorch's global generators are put back.

        Returns what was evaluated, else None.

        Raises RuntimeError before ``watch``, and where an evaluation is due and there is none, or none
        with a "performance". A loss, performance, gradient or parameter that is not finite ends the
        program where it is audited: the run has diverged.
        """
        if self.audited and self._watched is None:
            raise RuntimeError("shaketable: expected watch before step; hand over the parameters")
        self._take(loss)
        if self._initial is not None and (evaluate or self._evaluate) is not None:
            self._untrained(evaluate or self._evaluate)
        self.steps_done += steps
        if self._home is not None:
            self._home.count(self.steps_done)
        evaluated = None
        if self.steps_done >= self._until:
            evaluated = self._evaluation(self._evaluate if evaluate is None else evaluate)
        if self._every_window or self._anew is not None:
            self._look()
            self._begin_step()
        return evaluated

    def _begin_step(self):
        """The hook at the parameters, before the forward pass of the next step."""
        self._draw_anew()
        event = self._event("parameters")
        if event is not None and not self.done:
            array, place = self._vector("parameters", self._watched.parameters())
            self._call("parameters", event, place)
            self._watched.read(self._watched.parameters(), array)

    def _take(self, loss):
        if loss is None or not self.audited:
            return
        if _is_tensor(loss) and loss.device.type != "cpu":
            # To read a number from a device waits for it: many at once cost one wait.
            self._pending.append((self.steps_done, loss.detach()))
            if len(self._pending) >= 64:
                self._settle()
        else:
            self._lose(self.steps_done, float(loss.detach() if _is_tensor(loss) else loss))

    def _settle(self):
        if self._pending:
            values = _torch().stack([loss.reshape(()) for _, loss in self._pending]).tolist()
            for (step, _), value in zip(self._pending, values):
                self._lose(step, value)
            self._pending = []

    def _lose(self, step, loss):
        if not _finite(loss):
            self._home.ask({"diverged": step, "what": "loss", "value": _number(loss)})
        self._losses.append(loss)
        if len(self._losses) >= _LOSSES:
            self._home.ask({"losses": self._flush()})

    def _flush(self):
        array, place = self._home.slot("losses", np.float64, len(self._losses))
        array[:] = self._losses
        self._losses = []
        return place

    def _untrained(self, evaluate):
        """The evaluation before training, with the initial parameters put back for the moment."""
        watched, done, losses = self._watched, self.steps_done, self._losses
        now, _ = self._vector("now", watched.parameters())
        now = now.copy()
        initial, self._initial = self._initial, None
        captured, self._captured = self._captured, {}
        self.steps_done, self._losses = 0, []
        self._put(watched, initial)
        self._evaluation(evaluate)
        self._put(watched, now)
        self.steps_done, self._losses, self._captured = done, losses, captured

    def _put(self, watched, values):
        array, _ = self._home.slot("now", watched.dtype, watched.size)
        array[:] = values
        watched.read(watched.parameters(), array)

    def _evaluation(self, evaluate):
        if evaluate is None:
            if not self.audited:
                self._until = self._own_until(self.steps_done)
                return None
            raise RuntimeError(
                "shaketable: expected evaluate=... at step %d, where an evaluation is due, found none; "
                "give it to watch or to each step" % self.steps_done
            )
        values = _without_draws(evaluate) if callable(evaluate) else evaluate
        values = values if isinstance(values, dict) else {"performance": values}
        if "performance" not in values:
            raise RuntimeError(
                "shaketable: expected 'performance' among what is evaluated, found %s" % sorted(values)
            )
        if not self.audited:
            self._until = self._own_until(self.steps_done)
            return values
        self._until = self._home.ask(self._message(dict(values)))["until"]
        return values

    def _message(self, values):
        self._settle()
        message = {"evaluation": self.steps_done, "performance": _number(values.pop("performance"))}
        if "loss" in values:
            message["loss"] = _number(values.pop("loss"))
        outputs = values.pop("outputs", None)
        if outputs is not None:
            plain = outputs.detach().float().cpu().numpy() if _is_tensor(outputs) else outputs
            plain = np.asarray(plain, np.float32)
            array, message["outputs"] = self._home.slot("outputs", np.float32, plain.size)
            array[:] = plain.reshape(-1)
            message["classes"] = int(plain.shape[-1])
        message["features"] = {name: _number(value) for name, value in values.items()}
        message["parameters"] = self._vector("parameters", self._watched.parameters())[1]
        message.update(self._captured)
        if self._losses:
            message["losses"] = self._flush()
        return message


def _restart(generator, key):
    generator.bit_generator.state = np.random.default_rng(key).bit_generator.state


def _any_tensor(model):
    return isinstance(model, (list, tuple)) and any(_is_tensor(item) for item in model)


def _without_draws(function):
    """What a function gives, with the global generators as they were before."""
    python, numpy, torch = random.getstate(), np.random.get_state(), _torch()
    cpu = torch.get_rng_state() if torch is not None else None
    cuda = torch is not None and torch.cuda.is_available() and torch.cuda.is_initialized()
    devices = torch.cuda.get_rng_state_all() if cuda else None
    try:
        return function()
    finally:
        random.setstate(python)
        np.random.set_state(numpy)
        if torch is not None:
            torch.set_rng_state(cpu)
        if devices is not None:
            torch.cuda.set_rng_state_all(devices)


def features(model, inputs, labels=None, loss=None, parts=4):
    """What can be read off a PyTorch model on fixed probe inputs, for ``evaluate`` to give.

    outputs             logits, shape (rows, classes)
    feature_rank        participation ratio of what enters the last linear layer, 1 to min(rows-1, width)
    dormant_share       share of units that hardly vary over the inputs, over all layers but the first
    gradient_coherence  with labels and loss (a function of outputs and labels): mean cosine between
                        the gradients of ``parts`` parts of the batch, in [-1, 1]

    inputs  a batch as the model takes it; labels, of as many rows, as the loss takes them

    Leaves the model as it was: parameters, gradients, buffers, mode. What a model does not have (a
    linear layer behind another, a gradient that is not 0) is left out.
    """
    torch = _torch()
    layers = [
        module
        for module in model.modules()
        if isinstance(module, (torch.nn.Linear, torch.nn.Conv1d, torch.nn.Conv2d, torch.nn.Conv3d))
    ]
    entered = []
    handles = [
        layer.register_forward_pre_hook(lambda layer, args: entered.append((layer, args[0].detach())))
        for layer in layers
    ]
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    try:
        with torch.no_grad():
            outputs = model(inputs)
        for handle in handles:
            handle.remove()
        values = {"outputs": outputs.reshape(-1, outputs.shape[-1])}
        hidden = [_units(layer, x) for layer, x in entered[1:]]
        if hidden:
            values["dormant_share"] = _dormant_share(hidden)
            values["feature_rank"] = _participation(hidden[-1])
        if labels is not None and loss is not None:
            values["gradient_coherence"] = _coherence(model, inputs, labels, loss, parts)
        return {name: value for name, value in values.items() if value is not None}
    finally:
        for handle in handles:
            handle.remove()
        for module, mode in modes:
            module.training = mode


def _units(layer, x):
    """What enters a layer as (rows, units): a channel is a unit."""
    x = x.float()
    if "Conv" in type(layer).__name__:
        x = x.movedim(1, -1)
    return x.reshape(-1, x.shape[-1])


def _dormant_share(hidden):
    dormant = units = 0
    for x in hidden:
        score = (x - x.mean(0)).abs().mean(0)
        dormant += int((score <= 0.025 * score.mean()).sum())
        units += score.numel()
    return dormant / units


def _participation(x):
    centred = (x - x.mean(0)).double()
    gram = centred @ centred.T if len(x) < x.shape[1] else centred.T @ centred
    squares = float((gram * gram).sum())
    return float(gram.diagonal().sum()) ** 2 / squares if squares > 0 else None


def _coherence(model, inputs, labels, loss, parts):
    torch = _torch()
    parameters = [p for p in model.parameters() if p.requires_grad]
    rows = len(inputs) // parts
    total, count = None, 0
    for part in range(parts if rows > 0 else 0):
        chosen = slice(part * rows, (part + 1) * rows)
        with torch.enable_grad():
            gradients = torch.autograd.grad(
                loss(model(inputs[chosen]), labels[chosen]), parameters, allow_unused=True
            )
        flat = torch.cat([g.reshape(-1).double() for g in gradients if g is not None])
        norm = flat.norm()
        if float(norm) == 0:
            return None
        total = flat / norm if total is None else total + flat / norm
        count += 1
    return None if count < 2 else (float(total @ total) - count) / (count * (count - 1))

"""Writes models in HDF5 with h5py, laid out as Keras 2.10's `model.save("x.h5")` lays them out.

python3 make_keras_models.py (needs h5py and numpy). Keras itself was not to be had for the Python of
the day. Prints the outputs that KerasFileTest expects, computed here in double precision.
"""

import json
import pathlib

import h5py
import numpy as np

HERE = pathlib.Path(__file__).parent
DRAW = np.random.default_rng(5)


def dense(name, inputs, units, activation, first=False):
    shape = {"batch_input_shape": [None, inputs]} if first else {}
    return {"class_name": "Dense", "config": {
        "name": name, "trainable": True, "dtype": "float32", **shape, "units": units,
        "activation": activation, "use_bias": True,
        "kernel_initializer": {"class_name": "GlorotUniform", "config": {"seed": None}},
        "bias_initializer": {"class_name": "Zeros", "config": {}},
        "kernel_regularizer": None, "bias_regularizer": None, "activity_regularizer": None,
        "kernel_constraint": None, "bias_constraint": None}}


def sequential(*layers):
    head = {"class_name": "InputLayer", "config": {
        "batch_input_shape": layers[0]["config"]["batch_input_shape"], "dtype": "float32",
        "sparse": False, "ragged": False, "name": layers[0]["config"]["name"] + "_input"}}
    return {"class_name": "Sequential", "config": {"name": "sequential", "layers": [head, *layers]}}


TRAINING = {
    "loss": "categorical_crossentropy", "metrics": [["accuracy"]], "weighted_metrics": None,
    "loss_weights": None, "optimizer_config": {"class_name": "Adam", "config": {
        "name": "Adam", "learning_rate": 0.01, "decay": 0.0, "beta_1": 0.9, "beta_2": 0.999,
        "epsilon": 1e-07, "amsgrad": False}}}


def save(name, model, training, weights):
    with h5py.File(HERE / name, "w", track_order=False) as file:
        file.attrs["keras_version"] = b"2.10.0"
        file.attrs["backend"] = b"tensorflow"
        file.attrs["model_config"] = json.dumps(model).encode()
        if training is not None:
            file.attrs["training_config"] = json.dumps(training).encode()
        group = file.create_group("model_weights")
        group.attrs["layer_names"] = np.array([layer.encode() for layer in weights])
        group.attrs["backend"] = b"tensorflow"
        group.attrs["keras_version"] = b"2.10.0"
        for layer, arrays in weights.items():
            own = group.create_group(layer)
            own.attrs["weight_names"] = np.array([f"{layer}/{array}".encode() for array in arrays])
            for array, values in arrays.items():
                own.create_dataset(f"{layer}/{array}", data=values.astype(np.float32))


def drawn(inputs, units):
    return {"kernel:0": DRAW.normal(0, 1, (inputs, units)).astype(np.float32),
            "bias:0": DRAW.normal(0, 0.3, units).astype(np.float32)}


model = sequential(dense("dense", 2, 6, "tanh", first=True), dense("dense_1", 6, 2, "softmax"))
weights = {"dense": drawn(2, 6), "dense_1": drawn(6, 2)}
save("keras-moons.h5", model, TRAINING, weights)
save("keras-uncompiled.h5", model, None, weights)

lambda_layer = {"class_name": "Lambda", "config": {
    "name": "lambda", "trainable": True, "dtype": "float32", "function_type": "lambda",
    "function": ["4wEAAAA=", None, None], "module": "__main__", "output_shape": None,
    "output_shape_type": "raw", "output_shape_module": None, "arguments": {}}}
save("keras-lambda.h5", sequential(dense("dense", 2, 6, "tanh", first=True), lambda_layer,
                                   dense("dense_1", 6, 2, "softmax")), TRAINING, weights)

x = np.array([[0.5, -1.0], [2.0, 0.25], [-0.75, 1.5]])
hidden = np.tanh(x @ weights["dense"]["kernel:0"].astype(float) + weights["dense"]["bias:0"])
z = hidden @ weights["dense_1"]["kernel:0"].astype(float) + weights["dense_1"]["bias:0"]
p = np.exp(z - z.max(1, keepdims=True))
print(np.round(p / p.sum(1, keepdims=True), 7).tolist())

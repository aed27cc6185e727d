#!/usr/bin/env bash
# Tells Spark which GPUs a machine has: spark.*.resource.gpu.discoveryScript, see gpu.conf.
# Prints e.g. {"name": "gpu", "addresses": ["0","1"]}; no address where there is no GPU.
set -euo pipefail
addresses=""
if command -v nvidia-smi >/dev/null; then
  addresses="$(nvidia-smi --query-gpu=index --format=csv,noheader | sed 's/.*/"&"/' | paste -sd, -)"
fi
echo "{\"name\": \"gpu\", \"addresses\": [$addresses]}"

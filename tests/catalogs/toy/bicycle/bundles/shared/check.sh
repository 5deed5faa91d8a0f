#!/usr/bin/env bash
set -euo pipefail
echo "Tyres are hard."

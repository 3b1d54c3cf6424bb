#!/bin/sh
exec perl "$(dirname "$0")/run-cases"

#!/usr/bin/env bash
# Makes the Git repository of the sample application, with all its versions: scripts/make-sample-repository.sh FOLDER
# Needs a JDK of 21 or newer and the packaged Vigie (./mvnw package); no git.
set -euo pipefail
target=${1:?usage: make-sample-repository.sh FOLDER}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jar=$(ls "$root"/target/vigie-*.jar 2>/dev/null | head -n 1)
if [ -z "$jar" ]; then
  printf 'the packaged Vigie is missing\nhint: run ./mvnw package -DskipTests\n' >&2
  exit 1
fi
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
exec "$java" -Dloader.main=org.vigie.release.sample.SampleRepository -cp "$jar" \
  org.springframework.boot.loader.launch.PropertiesLauncher "$root/samples/shop" "$target"

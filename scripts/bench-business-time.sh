#!/bin/sh
# Measures how many due dates the sla module computes a second on one core. Arguments go to JMH, such as -h or -f 3.
set -eu
cd "$(dirname "$0")/.."

pin=
if command -v taskset >/dev/null 2>&1; then
    pin='taskset -c 0'
fi

./mvnw -B -q -Pbench process-test-classes dependency:build-classpath -Dmdep.outputFile=target/bench/classpath -Dmdep.includeScope=test

# the build selects its JDK by itself; here any from 21 on will do
for java in ${JAVA_HOME:+"$JAVA_HOME/bin/java"} java /usr/lib/jvm/*/bin/java; do
    version=$("$java" -version 2>&1 | sed -n '1s/[^"]*"\([0-9]*\).*/\1/p') || continue
    if [ "${version:-0}" -ge 21 ]; then
        exec $pin "$java" -cp "target/bench/test-classes:target/bench/classes:$(cat target/bench/classpath)" \
            org.openjdk.jmh.Main BusinessTimeBenchmark "$@"
    fi
done
echo "no JDK 21 or later found; set JAVA_HOME to one" >&2
exit 1

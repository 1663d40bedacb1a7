#!/bin/bash
# Measures dump and restore beside pg_dump | gzip -6 and gunzip | psql, by turns in one run, and the p99 of pgbench beside dumps.
# Needs PostgreSQL's server and client programs of one version, pgbench and zstd.
# Settings: SIZE (MiB of the database, 1024), ROUNDS (3), SECONDS_OF_LOAD (90), PACE (of dumps, as vigie.backup.pace, 1), BIN (folder of initdb and
# postgres).
set -euo pipefail
cd "$(dirname "$0")/.."

SIZE=${SIZE:-1024}
ROUNDS=${ROUNDS:-3}
SECONDS_OF_LOAD=${SECONDS_OF_LOAD:-90}
PACE=${PACE:-1}
BIN=${BIN:-$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)}
PORT=${PORT:-54399}

work=$(mktemp -d)
as_postgres=
if [ "$(id -u)" = 0 ]; then
    as_postgres='unshare --user'
fi
stop() {
    $as_postgres "$BIN/pg_ctl" -D "$work/data" -m immediate -s stop || true
    rm -rf "$work"
}
trap stop EXIT

./mvnw -B -q -Pbench process-test-classes dependency:build-classpath -Dmdep.outputFile=target/bench/classpath -Dmdep.includeScope=test

$as_postgres "$BIN/initdb" -D "$work/data" -U postgres -A trust -E UTF8 --locale=C >/dev/null
# durable, as in production
$as_postgres "$BIN/pg_ctl" -D "$work/data" -s -w -l "$work/log" \
    -o "-p $PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c shared_buffers=256MB -c max_wal_size=4GB -c maintenance_work_mem=256MB" start

psql() { command psql -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$PORT" -U postgres "$@"; }
psql -c 'CREATE DATABASE bench'
# two fifths are accounts of pgbench, the rest texts and documents of words
pgbench -q -i -s $((SIZE * 2 / 5 / 15)) -h 127.0.0.1 -p "$PORT" -U postgres bench 2>/dev/null
psql -d bench -v rows=$((SIZE * 3 / 5 * 1024 / 1)) <<'SQL'
CREATE TABLE articles (id bigserial PRIMARY KEY, title text, body text, properties jsonb, price numeric(10, 2), changed timestamptz);
CREATE UNLOGGED TABLE passages AS
WITH words AS MATERIALIZED (SELECT array_agg(substr(md5(g::text), 1, 3 + g % 7)) AS w FROM generate_series(1, 2000) g)
SELECT g AS id, t.passage
FROM generate_series(0, 99999) g
         CROSS JOIN words
         CROSS JOIN LATERAL (SELECT string_agg(words.w[1 + (power(random(), 2) * 1999)::int + 0 * n], ' ') AS passage
                             FROM generate_series(1, 35 + g % 15) n) t;
INSERT INTO articles (title, body, properties, price, changed)
SELECT 'article ' || g, concat_ws('. ', a.passage, b.passage, c.passage),
       jsonb_build_object('number', g, 'tags', jsonb_build_array(g % 7, g % 11), 'key', md5(g::text)),
       g % 10000 / 100.0, now() - g * interval '1 minute'
FROM generate_series(1, :rows) g
         JOIN passages a ON a.id = abs(hashint8extended(g, 1) % 100000)
         JOIN passages b ON b.id = abs(hashint8extended(g, 2) % 100000)
         JOIN passages c ON c.id = abs(hashint8extended(g, 3) % 100000);
DROP TABLE passages;
CREATE INDEX ON articles (title);
CREATE INDEX ON articles (changed);
VACUUM ANALYZE;
CHECKPOINT;
SQL
psql -d bench -Atc "SELECT 'database: ' || pg_size_pretty(pg_database_size('bench')) || ', PostgreSQL ' || current_setting('server_version')"

for java in ${JAVA_HOME:+"$JAVA_HOME/bin/java"} java /usr/lib/jvm/*/bin/java; do
    version=$("$java" -version 2>&1 | sed -n '1s/[^"]*"\([0-9]*\).*/\1/p') || continue
    if [ "${version:-0}" -ge 21 ]; then
        "$java" -Xmx256m -cp "target/bench/test-classes:target/bench/classes:$(cat target/bench/classpath)" \
            org.vigie.backup.BackupBenchmark "$PORT" "$work" "$ROUNDS" "$SECONDS_OF_LOAD" "$PACE"
        exit
    fi
done
echo "no JDK 21 or later found; set JAVA_HOME to one" >&2
exit 1

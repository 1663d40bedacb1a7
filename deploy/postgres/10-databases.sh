#!/usr/bin/env bash
# Runs once, on an empty data volume: one database and one account for Vigie, one of each for Camunda, so that neither
# can read the other's tables; and an owner of Vigie's tables. The passwords are read from files and stay off command lines.
set -euo pipefail

create_database() {
  local name=$1 password
  password=$(<"${SECRETS_DIR:-/run/secrets}/$2")
  [ -n "$password" ] || { echo "the secret $2 is empty; run deploy/prepare" >&2; return 1; }
  NEW_PASSWORD=$password psql --username "$POSTGRES_USER" --dbname postgres --set ON_ERROR_STOP=1 --set name="$name" <<'SQL'
\getenv password NEW_PASSWORD
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE CONNECT, TEMPORARY ON DATABASE :"name" FROM PUBLIC;
SQL
}

create_database vigie VIGIE_DB_PASSWORD
create_database camunda CAMUNDA_DB_PASSWORD
bash "$(dirname "${BASH_SOURCE[0]}")/separate-owner"

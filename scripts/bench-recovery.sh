#!/bin/bash
# Measures the recovery of a database whose server was destroyed under load, and what is lost; kills Vigie at each step of others.
# Setting: SIZE (MiB of the database, 1024). The figures are in target/campaigns/recovery.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
RECOVERY_MIB=${SIZE:-1024} ./mvnw -B -q -Pcampaigns verify -Dtest=NONE -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=RecoveryOfALargeDatabaseIT \
    -Dfailsafe.failIfNoSpecifiedTests=false
cat target/campaigns/recovery.txt

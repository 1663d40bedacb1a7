-- models as their owners change them: texts, trials, what was deployed when by whom, and the running cases that were brought along
CREATE TABLE model_text (
    hash    text PRIMARY KEY,
    content text NOT NULL
);

CREATE TABLE model_trial (
    id           uuid PRIMARY KEY,
    base_hash    text NOT NULL,
    changed_hash text NOT NULL,
    asked_by     text NOT NULL,
    asked_at     timestamptz NOT NULL,
    report       text NOT NULL
);

CREATE INDEX model_trial_newest ON model_trial (asked_at);

CREATE TABLE model_trial_file (
    trial_id  uuid NOT NULL REFERENCES model_trial ON DELETE CASCADE,
    file      text NOT NULL,
    base_hash text REFERENCES model_text,
    hash      text REFERENCES model_text,
    PRIMARY KEY (trial_id, file)
);

CREATE TABLE model_deployment (
    number       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind         text NOT NULL,
    set_hash     text NOT NULL,
    trial_id     uuid,
    requested_by text NOT NULL,
    requested_at timestamptz NOT NULL,
    state        text NOT NULL,
    cause        text,
    deployed_at  timestamptz,
    ended_at     timestamptz
);

CREATE TABLE model_deployment_file (
    number       bigint NOT NULL REFERENCES model_deployment ON DELETE CASCADE,
    file         text NOT NULL,
    hash         text REFERENCES model_text,
    -- what this version of Vigie brought: another one puts the change of an owner aside
    shipped_hash text,
    PRIMARY KEY (number, file)
);

CREATE TABLE model_definition (
    definition_key bigint PRIMARY KEY,
    process_id     text NOT NULL,
    hash           text NOT NULL REFERENCES model_text
);

CREATE TABLE model_target (
    number         bigint NOT NULL REFERENCES model_deployment ON DELETE CASCADE,
    process_id     text NOT NULL,
    definition_key bigint NOT NULL,
    PRIMARY KEY (number, process_id)
);

CREATE TABLE model_migration (
    number               bigint NOT NULL REFERENCES model_deployment ON DELETE CASCADE,
    process_instance_key bigint NOT NULL,
    process_id           text NOT NULL,
    state                text NOT NULL,
    attempts             integer NOT NULL,
    cause                text,
    PRIMARY KEY (number, process_instance_key)
);

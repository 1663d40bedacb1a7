-- where Vigie itself put a database back: its next backup comes from that server, and nobody has to be asked whether it may
CREATE TABLE restored_server (
    application       text        NOT NULL,
    database          text        NOT NULL,
    system_identifier text        NOT NULL,
    restored_at       timestamptz NOT NULL,
    PRIMARY KEY (application, database)
);

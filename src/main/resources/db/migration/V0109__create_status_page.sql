-- what each who knows something says of a component; what the page shows follows from all of them
CREATE TABLE status_claim (
    application text NOT NULL,
    component   text NOT NULL,
    -- drills have a page of their own
    drill       boolean NOT NULL,
    -- checks, incident/<id>, maintenance/<id>, person
    source      text NOT NULL,
    state       text NOT NULL CHECK (state IN ('up', 'degraded', 'down', 'unknown', 'maintenance')),
    PRIMARY KEY (application, component, drill, source)
);

-- what the page showed and shows: times that touch each other, the open one of a component holds now
CREATE TABLE status_span (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application text NOT NULL,
    component   text NOT NULL,
    drill       boolean NOT NULL,
    state       text NOT NULL CHECK (state IN ('up', 'degraded', 'down', 'unknown', 'maintenance', 'unmonitored')),
    since       timestamptz NOT NULL,
    until       timestamptz CHECK (until > since)
);
CREATE UNIQUE INDEX status_span_open_idx ON status_span (application, component, drill) WHERE until IS NULL;
CREATE INDEX status_span_listing_idx ON status_span (application, drill, until);

-- an incident as the public knows it; it is shown once it has an update
CREATE TABLE status_incident (
    id          text PRIMARY KEY,
    application text NOT NULL,
    drill       boolean NOT NULL,
    -- ids of components, separated by commas
    components  text NOT NULL,
    impact      text NOT NULL,
    opened_at   timestamptz NOT NULL,
    resolved_at timestamptz
);
CREATE INDEX status_incident_listing_idx ON status_incident (application, drill, opened_at DESC);

-- a public text; its sentences stand in status-page/words, these are the parts that somebody chose
CREATE TABLE status_update (
    incident_id text NOT NULL REFERENCES status_incident,
    number      integer NOT NULL,
    -- the same for every retry of what published it
    key         text NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('opened', 'update', 'resolved', 'post-mortem')),
    at          timestamptz NOT NULL,
    -- null: the neutral text
    text_fr     text,
    text_en     text,
    hours       integer CHECK (hours > 0),
    data        text NOT NULL CHECK (data IN ('none', 'safe', 'checking', 'affected')),
    -- null: the team of the plan
    signature   text,
    PRIMARY KEY (incident_id, number),
    UNIQUE (incident_id, key),
    -- the neutral text says nothing of data and no time
    CHECK (text_fr IS NOT NULL OR data = 'none' AND hours IS NULL)
);

CREATE TABLE status_maintenance (
    id          text PRIMARY KEY,
    application text NOT NULL,
    components  text NOT NULL,
    title_fr    text NOT NULL,
    title_en    text NOT NULL,
    starts_at   timestamptz NOT NULL,
    ends_at     timestamptz NOT NULL CHECK (ends_at > starts_at),
    state       text NOT NULL CHECK (state IN ('planned', 'cancelled', 'ended')),
    -- counts what was changed of it, so that each change is told once
    revision    integer NOT NULL,
    changed_at  timestamptz NOT NULL
);
CREATE INDEX status_maintenance_listing_idx ON status_maintenance (application, starts_at DESC);

-- how long the application took to answer, by hour
CREATE TABLE status_response (
    application text NOT NULL,
    hour        timestamptz NOT NULL,
    answers     bigint NOT NULL,
    millis      bigint NOT NULL,
    PRIMARY KEY (application, hour)
);

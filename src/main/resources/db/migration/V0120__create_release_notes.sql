-- what is told about a version; what people made of the part for users stays when it is made anew
CREATE TABLE release_notes (
    application  text NOT NULL,
    version      text NOT NULL,
    -- the release that made them last
    operation_id text NOT NULL,
    tag          text NOT NULL,
    commit_id    text NOT NULL,
    -- for users, as it was made last
    generated    text NOT NULL,
    -- every commit
    technical    text NOT NULL,
    -- for users, as it is published
    users        text NOT NULL,
    edited_by    text,
    edited_at    timestamptz,
    -- since when the version serves, so that they may be published
    ready_at     timestamptz,
    published_at timestamptz,
    url          text,
    -- why they could not be published at the last attempt
    problem      text,
    PRIMARY KEY (application, version)
);

-- from which month on an application has reports: what was before it was first looked at is not made up for
CREATE TABLE monthly_report_calendar (
    application text PRIMARY KEY,
    since_month text NOT NULL CHECK (since_month ~ '^[0-9]{4}-[0-9]{2}$')
);

-- how a plan was kept over a month, with the figures as they were then
CREATE SEQUENCE monthly_report_number;
CREATE TABLE monthly_report (
    id                   text PRIMARY KEY,
    application          text NOT NULL,
    month                text NOT NULL CHECK (month ~ '^[0-9]{4}-[0-9]{2}$'),
    made_at              timestamptz NOT NULL,
    figures              jsonb NOT NULL,
    -- review: an objective was missed and a person is asked
    status               text NOT NULL CHECK (status IN ('made', 'review', 'reviewed', 'unanswered')),
    remark               text,
    reviewed_by          text,
    process_instance_key bigint,
    process_since        timestamptz NOT NULL,
    process_lost_at      timestamptz,
    closed_at            timestamptz,
    UNIQUE (application, month)
);
CREATE UNIQUE INDEX monthly_report_process_idx ON monthly_report (process_instance_key) WHERE closed_at IS NULL;

-- the improvement tickets of missed objectives
CREATE TABLE monthly_report_ticket (
    report_id text NOT NULL REFERENCES monthly_report,
    kpi       text NOT NULL,
    ticket_id text NOT NULL REFERENCES ticket,
    PRIMARY KEY (report_id, kpi)
);

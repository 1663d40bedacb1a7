-- vigie: reversible, compatible
CREATE TABLE shop_order (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    title text NOT NULL,
    quantity integer NOT NULL CHECK (quantity > 0),
    state text NOT NULL DEFAULT 'new',
    ordered_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE shop_alive (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    role text NOT NULL,
    version text NOT NULL,
    seen_at timestamptz NOT NULL DEFAULT now()
);

-- The bookshop of the application demo: the same rows wherever and whenever it is filled.
CREATE TABLE category (
    id integer PRIMARY KEY,
    name_fr text NOT NULL UNIQUE,
    name_en text NOT NULL UNIQUE
);

CREATE TABLE book (
    id integer PRIMARY KEY,
    isbn text NOT NULL UNIQUE CHECK (isbn ~ '^[0-9]{13}$'),
    title text NOT NULL,
    author text NOT NULL,
    language text NOT NULL CHECK (language IN ('fr', 'en')),
    category_id integer NOT NULL REFERENCES category (id),
    price numeric(7, 2) NOT NULL CHECK (price > 0),
    published date NOT NULL,
    stock integer NOT NULL CHECK (stock >= 0)
);

CREATE TABLE customer (
    id integer PRIMARY KEY,
    name text NOT NULL,
    email text NOT NULL UNIQUE,
    city text NOT NULL,
    language text NOT NULL CHECK (language IN ('fr', 'en'))
);

CREATE SEQUENCE purchase_number START 1001;

CREATE TABLE purchase (
    number bigint PRIMARY KEY DEFAULT nextval('purchase_number'),
    customer_id integer NOT NULL REFERENCES customer (id),
    ordered_at timestamptz NOT NULL,
    status text NOT NULL CHECK (status IN ('ordered', 'paid', 'sent', 'returned')),
    remark text
);

ALTER SEQUENCE purchase_number OWNED BY purchase.number;

CREATE INDEX purchase_by_customer ON purchase (customer_id, ordered_at DESC);

CREATE TABLE purchase_line (
    purchase_number bigint NOT NULL REFERENCES purchase (number) ON DELETE CASCADE,
    book_id integer NOT NULL REFERENCES book (id),
    quantity integer NOT NULL CHECK (quantity > 0),
    price numeric(7, 2) NOT NULL,
    PRIMARY KEY (purchase_number, book_id)
);

CREATE VIEW book_sales AS
SELECT book.id, book.title, count(*) AS purchases, sum(line.quantity) AS sold, sum(line.quantity * line.price) AS turnover
FROM book
JOIN purchase_line line ON line.book_id = book.id
JOIN purchase ON purchase.number = line.purchase_number
WHERE purchase.status <> 'returned'
GROUP BY book.id, book.title;

INSERT INTO category (id, name_fr, name_en) VALUES
    (1, 'Poésie', 'Poetry'),
    (2, 'Théâtre', 'Drama'),
    (3, 'Bande dessinée', 'Comics'),
    (4, 'Jeunesse', 'Children’s books'),
    (5, 'Économie', 'Economics'),
    (6, 'Santé et bien-être', 'Health and well-being'),
    (7, 'Récits de voyage', 'Travel writing'),
    (8, 'Littérature étrangère', 'Foreign fiction');

INSERT INTO book (id, isbn, title, author, language, category_id, price, published, stock)
SELECT
    n,
    '978' || lpad((n * 7919)::text, 10, '0'),
    CASE n % 3
        WHEN 0 THEN (ARRAY['The café', 'A naïve clerk', 'The façade', 'One fiancée', 'The résumé'])[1 + n % 5]
            || ' ' || (ARRAY['by the sea', 'of Zoë', 'in winter', 'on the moor'])[1 + n % 4]
        ELSE (ARRAY['L’été', 'La forêt', 'Le garçon', 'La mère', 'L’île', 'Le château', 'La sœur'])[1 + n % 7]
            || ' ' || (ARRAY['de Besançon', 'oubliés', 'd’à côté', 'où naît l’aube', 'de Noël'])[1 + n % 5]
    END || ', ' || n,
    (ARRAY['Zoé Lefèvre', 'François Noël', 'Anaïs Gauthier', 'Hélène Müller', 'Chloë O’Brien', 'James Weaver'])[1 + n % 6],
    CASE n % 3 WHEN 0 THEN 'en' ELSE 'fr' END,
    1 + n % 8,
    5.90 + n % 37,
    date '1990-01-01' + n * 29,
    n * 13 % 50
FROM generate_series(1, 400) AS n;

INSERT INTO customer (id, name, email, city, language)
SELECT
    n,
    (ARRAY['Inès', 'Théo', 'Léa', 'Raphaël', 'Maëlle', 'Oliver', 'Gwen'])[1 + n % 7]
        || ' ' || (ARRAY['Martin', 'Dupré', 'Lécuyer', 'Beauséjour', 'Ward'])[1 + n % 5],
    'customer-' || n || '@demo.example',
    (ARRAY['Orléans', 'Nîmes', 'Saint-Étienne', 'Genève', 'Montréal', 'Bristol'])[1 + n % 6],
    CASE WHEN n % 6 = 5 THEN 'en' ELSE 'fr' END
FROM generate_series(1, 600) AS n;

INSERT INTO purchase (number, customer_id, ordered_at, status, remark)
SELECT
    nextval('purchase_number'),
    1 + n * 17 % 600,
    timestamptz '2025-01-02 08:00:00+00' + make_interval(hours => 3 * n),
    (ARRAY['sent', 'sent', 'paid', 'sent', 'ordered', 'returned'])[1 + n % 6],
    CASE n % 10 WHEN 0 THEN 'À livrer après 18 h, s’il vous plaît' WHEN 5 THEN 'Please gift-wrap it' END
FROM generate_series(1, 3000) AS n
ORDER BY n;

INSERT INTO purchase_line (purchase_number, book_id, quantity, price)
SELECT purchase.number, book.id, 1 + (purchase.number + line) % 3, book.price
FROM purchase
CROSS JOIN generate_series(0, 2) AS line
JOIN book ON book.id = 1 + (purchase.number * 31 + line * 97) % 400
WHERE line <= purchase.number % 3;

-- The same shop for MariaDB: half a million payments. MYSQL_SESSION_VARIABLES='@shop_rows=20000' makes it a small one.

CREATE TABLE users (
    id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
    mail varchar(100),
    name varchar(100) NOT NULL,
    created_at datetime NOT NULL
);

CREATE TABLE products (
    id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
    title varchar(100) NOT NULL,
    price decimal(10, 2) NOT NULL
);

CREATE TABLE orders (
    id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
    user_id int NOT NULL,
    status varchar(10) NOT NULL,
    placed_at datetime NOT NULL,
    CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);

CREATE TABLE order_items (
    id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
    order_id int NOT NULL,
    product_id int NOT NULL,
    quantity int NOT NULL,
    CONSTRAINT order_items_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders (id)
);

CREATE TABLE payments (
    id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
    order_id int NOT NULL,
    cents int NOT NULL,
    paid_at datetime NOT NULL,
    CONSTRAINT payments_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders (id)
);

INSERT INTO users (id, mail, name, created_at)
SELECT seq, concat('user', seq, '@example.org'), concat('User ', seq), timestamp '2020-01-01 00:00:00' + INTERVAL seq * 7 MINUTE
FROM seq_1_to_50000 WHERE seq <= coalesce(@shop_rows, 500000) / 10;

INSERT INTO products (id, title, price)
SELECT seq, concat('Product ', seq), 1 + seq % 500
FROM seq_1_to_10000 WHERE seq <= coalesce(@shop_rows, 500000) / 50;

INSERT INTO orders (id, user_id, status, placed_at)
SELECT 2 * (u.id - 1) + n.seq, u.id, CASE n.seq WHEN 1 THEN 'open' ELSE 'sent' END, u.created_at + INTERVAL n.seq * 3 DAY
FROM users AS u, seq_1_to_2 AS n;

INSERT INTO order_items (order_id, product_id, quantity)
SELECT o.id, 1 + (o.id * 7 + n.seq) % (SELECT max(id) FROM products), 1 + n.seq % 3
FROM orders AS o, seq_1_to_2 AS n;

-- each order is paid in five instalments
INSERT INTO payments (order_id, cents, paid_at)
SELECT o.id, 100 + o.id % 100000, o.placed_at + INTERVAL n.seq MONTH
FROM orders AS o, seq_1_to_5 AS n;

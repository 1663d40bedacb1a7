DROP TABLE shop_alive;
DROP TABLE shop_order;

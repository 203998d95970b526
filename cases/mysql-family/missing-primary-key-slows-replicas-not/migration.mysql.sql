CREATE TABLE events (id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, happened datetime NOT NULL, words text);

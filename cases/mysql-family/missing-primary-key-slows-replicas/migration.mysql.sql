CREATE TABLE events (happened datetime NOT NULL, words text);

DELIMITER //
CREATE PROCEDURE older(IN years int)
BEGIN
  UPDATE users SET age = age + years;
END //
DELIMITER ;

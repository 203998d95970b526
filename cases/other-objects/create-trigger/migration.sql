CREATE FUNCTION lower_mail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.mail := lower(NEW.mail);
  RETURN NEW;
END
$$;
CREATE TRIGGER lower_mail BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION lower_mail();

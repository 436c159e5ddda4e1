-- The first version of some application that uses the engine.
CREATE TABLE claims_of_the_application (id VARCHAR(64) PRIMARY KEY);

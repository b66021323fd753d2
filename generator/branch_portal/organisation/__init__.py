"""組織: units, branches and roles, the tracks of their work, and the documents it rests on."""

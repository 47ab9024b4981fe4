"""What Alembic runs around the steps: all of them on the one connection it was handed, in its transaction."""

from alembic import context

from holdspace.vault.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # SQLite has it too, once nobody commits behind one's back
    render_as_batch=True,  # SQLite can alter little in place
)
context.run_migrations()

//! SQL of certificates.

use crate::workforce::{CertificateForm, CertificateState, ExpiringCertificate};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use lares_kernel::{CertificateId, Ctx, Result, WorkerId};

pub(in crate::workforce) async fn insert(
    ctx: &mut Ctx,
    (id, worker): (CertificateId, WorkerId),
    form: &CertificateForm,
) -> Result<()> {
    let tenant = ctx.tenant_id();
    sqlx::query!(
        "insert into certificates (tenant_id, id, worker_id, kind, number, issued_on, expires_on)
         values ($1, $2, $3, $4, $5, $6, $7)",
        tenant,
        id.uuid(),
        worker.uuid(),
        form.kind,
        form.number,
        form.issued_on.to_sqlx(),
        form.expires_on.map(ToSqlx::to_sqlx)
    )
    .execute(ctx.conn())
    .await?;
    Ok(())
}

/// Whose it is; None when it was not in `from`.
pub(in crate::workforce) async fn set_state(
    ctx: &mut Ctx,
    id: CertificateId,
    from: CertificateState,
    to: CertificateState,
) -> Result<Option<WorkerId>> {
    let tenant = ctx.tenant_id();
    let worker = sqlx::query_scalar!(
        "update certificates
            set state = $4
          where tenant_id = $1
            and id = $2
            and state = $3
         returning worker_id",
        tenant,
        id.uuid(),
        from.as_str(),
        to.as_str()
    )
    .fetch_optional(ctx.conn())
    .await?;
    Ok(worker.map(Into::into))
}

/// A certificate of which a later one of the same kind is verified does not worry anybody.
pub(in crate::workforce) async fn expiring(ctx: &mut Ctx, until: Date) -> Result<Vec<ExpiringCertificate>> {
    let tenant = ctx.tenant_id();
    Ok(sqlx::query_as!(
        ExpiringCertificate,
        r#"select c.id, c.worker_id, w.name as worker_name, c.kind, c.expires_on as "expires_on!"
             from certificates c
             join workers w on w.tenant_id = $1
              and w.id = c.worker_id
              and w.state = 'active'
            where c.tenant_id = $1
              and c.state = 'verified'
              and c.expires_on <= $2
              and not exists (
                    select 1
                      from certificates n
                     where n.tenant_id = $1
                       and n.worker_id = c.worker_id
                       and n.kind = c.kind
                       and n.state = 'verified'
                       and (n.expires_on is null or n.expires_on > $2))
            order by c.expires_on, w.name, c.id
            limit 200"#,
        tenant,
        until.to_sqlx()
    )
    .fetch_all(ctx.conn())
    .await?)
}

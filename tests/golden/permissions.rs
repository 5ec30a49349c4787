//! Which role of a new company may do what.

use crate::{compare, table};
use lares_domain::tenancy;
use lares_kernel::authz::RoleBook;
use lares_kernel::{Permission, Scope};

#[tokio::test]
async fn the_permission_matrix_is_as_promised() {
    let roles = tenancy::starter("cleaning").expect("a starter").role_defs();
    let book = RoleBook::compile(&roles).await.expect("the roles compile");
    let head = std::iter::once(String::new()).chain(roles.iter().map(|role| role.id.clone())).collect();
    let mut rows: Vec<Vec<String>> = vec![head];
    for permission in Permission::ALL {
        let answer = |id: &str| match book.grants(&[id]).scope(permission) {
            Some(Scope::Any) => "any",
            Some(Scope::Own) => "own",
            None => "–",
        };
        let cells = roles.iter().map(|role| answer(&role.id).to_owned());
        rows.push(std::iter::once(permission.to_string()).chain(cells).collect());
    }
    let head = "Roles of a new company. any = everybody's, own = only what belongs to them, – = not at all.\n\n";
    compare("permissions.txt", &format!("{head}{}", table(&rows)));
}

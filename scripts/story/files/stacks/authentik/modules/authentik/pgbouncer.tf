resource "kubernetes_config_map" "pgbouncer" {
  metadata {
    name      = "pgbouncer"
    namespace = "authentik"
  }
  data = {
    "pgbouncer.ini" = file("${path.module}/pgbouncer.ini")
  }
}

resource "kubernetes_deployment" "pgbouncer" {
  metadata {
    name      = "pgbouncer"
    namespace = "authentik"
  }
  spec {
    replicas = 3
    selector {
      match_labels = { app = "pgbouncer" }
    }
    template {
      metadata {
        labels = { app = "pgbouncer" }
      }
      spec {
        container {
          name  = "pgbouncer"
          image = "edoburu/pgbouncer:v1.24.1-p1"
        }
      }
    }
  }
}

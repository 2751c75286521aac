resource "helm_release" "traefik" {
  name       = "traefik"
  namespace  = "traefik"
  repository = "https://traefik.github.io/charts"
  chart      = "traefik"
  version    = "37.1.0"
}

# Asks authentik whether a request may pass, before the request reaches the service behind it.
resource "kubernetes_config_map" "auth_proxy" {
  metadata {
    name      = "auth-proxy"
    namespace = "traefik"
  }
  data = {
    "nginx.conf" = <<-EOT
      upstream outpost {
        server authentik-outpost.authentik:9000;
      }
    EOT
  }
}

resource "kubernetes_namespace" "authentik" {
  metadata {
    name = "authentik"
  }
}

# The chart brings the image of its own version unless values.yaml names another.
resource "helm_release" "authentik" {
  name       = "authentik"
  namespace  = kubernetes_namespace.authentik.metadata[0].name
  repository = "https://charts.goauthentik.io"
  chart      = "authentik"
  version    = "2026.2.2"
  values     = [file("${path.module}/values.yaml")]
}

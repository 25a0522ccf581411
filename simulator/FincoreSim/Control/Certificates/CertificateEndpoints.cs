using System.Text;
using FincoreSim.Api.Auth;
using FincoreSim.Api.Http;
using FincoreSim.Domain.Primitives;
using FincoreSim.Serving;

namespace FincoreSim.Control.Certificates;

/// <summary>The authority of a certificate that was made at the start, for clients that shall trust it. It is no secret.</summary>
internal static class CertificateEndpoints
{
    private const string MediaType = "application/x-pem-file";

    public static void MapCertificates(this ControlRoutes routes) => routes.Get(
        "/_sim/ca.pem",
        ControlOperations.Of("getCertificateAuthority", "Process", "The authority of the certificate that was made at the start", ControlJson.Default.String, null, 404) with
        {
            Auth = AuthScheme.None,
            ContentType = MediaType,
            Description = "As PEM, where the server listens on https without a certificate of its owner's. Its SHA-256 is printed at the start.",
        },
        call => ValueTask.FromResult(call.Context.RequestServices.GetService<TlsIdentity>()?.AuthorityPem is { } pem
            ? Reply.Content(Encoding.ASCII.GetBytes(pem), MediaType)
            : new Refusal(RefusalCode.NotFound, "Certificate authority")));
}

using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FincoreSim.Serving;

/// <summary>Lets a server speak TLS on its https URLs. Stateless.</summary>
internal static class TlsHost
{
    /// <summary>The identity of a server: the one that was read, else one that is made; null where no URL is https.</summary>
    public static TlsIdentity? IdentityOf(ServeOptions options, ListenUrls urls, TimeProvider time) => !urls.HasHttps ? null
        : options.Tls ?? TlsIdentity.Make([.. urls.Hosts, .. options.AllowedHosts, Environment.MachineName], time.GetUtcNow());

    /// <summary>
    /// Shows the identity, where there is one, on every https URL. HTTP/1.1 as without TLS: what a rule does to a connection,
    /// such as a reset, is then done to one call.
    /// </summary>
    public static void ShowTls(this IWebHostBuilder host, TlsIdentity? identity)
    {
        if (identity is null)
        {
            return;
        }

        host.UseKestrelHttpsConfiguration();
        host.ConfigureServices(services => services.AddSingleton(identity));
        host.ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http1);
            kestrel.ConfigureHttpsDefaults(https =>
            {
                https.ServerCertificate = identity.Certificate;
                https.ServerCertificateChain = identity.Chain;
            });
        });
    }
}

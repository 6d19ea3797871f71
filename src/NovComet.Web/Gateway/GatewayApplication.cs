using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using NovComet.Web.Access;

namespace NovComet.Web.Gateway;

/// <summary>The gateway as a web application.</summary>
internal static class GatewayApplication
{
    public static WebApplication Build(string[] settings)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(settings);
        builder.Configuration.AddDefaultSettings();
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
        builder.Services.Configure<SocketTransportOptions>(SocketTuning.Configure);
        builder.Services.AddNovComet(options => options.AnswersInline = true);
        builder.Services.AddAllowedOrigins();
        builder.AddGatewayAccess();

        WebApplication app = builder.Build();
        app.UseCors();
        app.UseGatewayAccess();
        app.UsePages();
        app.MapNovComet("/comet");
        app.MapInfo();
        app.MapHealth();
        app.Lifetime.ApplicationStarted.Register(() => Greeting.Log(app));
        return app;
    }
}

using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using NovComet.Web.Access;
using NovComet.Web.Chat;

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
        PagesSetting pages = PagesSetting.Read(builder.Configuration);
        if (pages.HasChat) builder.Services.AddChat();

        WebApplication app = builder.Build();
        app.UseCors();
        app.UseGatewayAccess();
        if (pages.HasChat) app.UseChat();
        if (pages.HasPages) app.UsePages();
        app.MapNovComet("/comet");
        if (pages.HasChat) app.MapChat();
        app.MapInfo();
        app.MapHealth();
        app.Lifetime.ApplicationStarted.Register(() => Greeting.Log(app));
        return app;
    }
}

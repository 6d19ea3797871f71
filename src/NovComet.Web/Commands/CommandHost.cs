using NovComet.Storage;
using NovComet.Web.Access;

namespace NovComet.Web.Commands;

/// <summary>NovComet without a web server, for the commands that work on the channel directory itself.</summary>
internal static class CommandHost
{
    public static IHost Build(string[] settings)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(settings);

        // The output belongs to the command.
        builder.Logging.ClearProviders();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddNovComet();
        builder.Services.AddAccessSettings(builder.Configuration);
        return builder.Build();
    }

    /// <summary>The same, with the channel directory made where it is missing: a publish alone would not say why it cannot be.</summary>
    public static IHost BuildForPublishing(string[] settings)
    {
        IHost host = Build(settings);
        host.Services.GetRequiredService<ChannelDirectory>().Ensure();
        return host;
    }
}

using Microsoft.AspNetCore.SignalR;
using NovComet.SignalR;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);

// The load program sends no pings: nobody is to be disconnected for it.
builder.Services.AddSignalR(options => options.ClientTimeoutInterval = TimeSpan.FromHours(1));

var app = builder.Build();
app.MapHub<MessageHub>("/hub");
app.MapPost("/publish", async (HttpRequest request, IHubContext<MessageHub> hub) =>
    await hub.Clients.All.SendAsync("message", await request.ReadFromJsonAsync<string>()));
app.Run();

using System.Net;
using System.Net.Sockets;

namespace NetGen.Package.Tests;

/// <summary>
/// Serves a folder to a browser on this machine. A browser that prints a page waits for its images: a page that has <see cref="Image"/> is
/// printed when its program has asked for <see cref="Ready"/>.
/// </summary>
internal sealed class SiteServer : IDisposable
{
    /// <summary>The image that is answered late.</summary>
    public const string Image = "image";

    /// <summary>What the program of the page asks for when it has shown what it has to show.</summary>
    public const string Ready = "ready";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly string _folder;
    private readonly HttpListener _listener = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Serves a folder until it is disposed of.</summary>
    public SiteServer(string folder)
    {
        _folder = folder;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = new Uri($"http://localhost:{((IPEndPoint)free.LocalEndpoint).Port}/");
        }

        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _ = ListenAsync();
    }

    /// <summary>Where it is.</summary>
    public Uri Address { get; }

    public void Dispose() => _listener.Close();

    private async Task ListenAsync()
    {
        try
        {
            while (true)
                _ = AnswerAsync(await _listener.GetContextAsync());
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // The listener was closed.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        string name = context.Request.Url!.AbsolutePath[1..];
        string file = Path.Combine(_folder, name.Length == 0 ? "index.html" : name);
        if (name == Ready)
            _ready.TrySetResult();
        if (name == Image)
            await Task.WhenAny(_ready.Task, Task.Delay(s_patience));
        using HttpListenerResponse response = context.Response;
        if (!File.Exists(file))
        {
            response.StatusCode = (int)(name is Ready or Image ? HttpStatusCode.NoContent : HttpStatusCode.NotFound);
            return;
        }

        response.ContentType = Path.GetExtension(file) switch
        {
            ".html" => "text/html",
            ".js" => "text/javascript",
            ".json" => "application/json",
            ".wasm" => "application/wasm",
            _ => "application/octet-stream",
        };
        await response.OutputStream.WriteAsync(await File.ReadAllBytesAsync(file));
    }
}

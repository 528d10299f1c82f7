//! What `simulate` is told.

use clap::Args;

/// The most responses of one run.
const MOST_RESPONSES: u64 = 10_000_000;
/// The most phones of one run.
const MOST_PHONES: u64 = 1_000_000;

/// Arguments of `simulate`.
#[derive(Debug, Args)]
#[command(
    after_help = "Trong lúc chạy không ai khác được gửi phiếu vào các cuộc này (nobody else may submit to these surveys meanwhile).\nVí dụ (example):\n  longdan simulate --url http://127.0.0.1:8000 --token COLLECTOR_TOKEN --reader-token FRONT_TOKEN --responses 5000 --clients 16\n  longdan simulate --token COLLECTOR_TOKEN --reader-token FRONT_TOKEN --phones 2000 --responses 50000 --openrosa 40 --unsent 10 --lost 10 --overtaken 5 --crashes 5 --wrong-clocks 10 --rivals 2 --tries 1000"
)]
pub struct SimulateArgs {
    /// Địa chỉ máy chủ (the server)
    #[arg(long, default_value = "http://127.0.0.1:8000")]
    pub url: String,
    /// Mã của người thu phiếu (a token that collects)
    #[arg(long)]
    pub token: String,
    /// Mã được đọc kết quả (a token that reads approval: FRONT)
    #[arg(long)]
    pub reader_token: String,
    /// Chỉ một cuộc lấy ý kiến, id của API (one survey only, as the API names it)
    #[arg(long, value_name = "ID")]
    pub survey: Option<String>,
    /// Số phiếu (responses in all)
    #[arg(long, value_name = "N", default_value_t = 1_000, value_parser = clap::value_parser!(u64).range(1..=MOST_RESPONSES))]
    pub responses: u64,
    /// Số máy; mặc định bằng số máy cùng gửi (phones in all; as many as send at once, where left out)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=MOST_PHONES))]
    pub phones: Option<u64>,
    /// Số máy cùng gửi (apps at once)
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u64).range(1..=1_000))]
    pub clients: u64,
    /// Số phiếu mỗi lần gửi (responses in a batch)
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u64).range(1..=500))]
    pub batch: u64,
    /// Phần trăm lần gửi kèm phiếu đã gửi (batches that repeat earlier responses, percent)
    #[arg(long, value_name = "PERCENT", default_value_t = 10, value_parser = clap::value_parser!(u64).range(0..=100))]
    pub repeated: u64,
    /// Phần trăm câu trả lời bị mất, phải gửi lại (answers that get lost, percent)
    #[arg(long, value_name = "PERCENT", default_value_t = 5, value_parser = clap::value_parser!(u64).range(0..=100))]
    pub lost: u64,
    /// Phần trăm lần gửi không tới máy chủ (requests that never reach the server, percent)
    #[arg(long, value_name = "PERCENT", default_value_t = 0, value_parser = clap::value_parser!(u64).range(0..=100))]
    pub unsent: u64,
    /// Phần trăm lần gửi tới sau lần gửi kế tiếp (requests that arrive after the next one, percent)
    #[arg(long, value_name = "PERCENT", default_value_t = 0, value_parser = clap::value_parser!(u64).range(0..=100))]
    pub overtaken: u64,
    /// Phần trăm lần gửi mà ứng dụng bị tắt giữa chừng (sends in whose middle the app dies, percent)
    #[arg(long, value_name = "PERCENT", default_value_t = 0, value_parser = clap::value_parser!(u64).range(0..=100))]
    pub crashes: u64,
    /// Phần trăm máy chạy sai giờ (phones whose clock is wrong, percent)
    #[arg(long, value_name = "PERCENT", default_value_t = 0, value_parser = clap::value_parser!(u64).range(0..=100))]
    pub wrong_clocks: u64,
    /// Phần trăm máy dùng OpenRosa như ODK Collect (phones that speak OpenRosa, as ODK Collect does, percent)
    #[arg(long, value_name = "PERCENT", default_value_t = 0, value_parser = clap::value_parser!(u64).range(0..=100))]
    pub openrosa: u64,
    /// Phần trăm hộ do hai máy cùng hỏi (households that two phones ask, percent)
    #[arg(long, value_name = "PERCENT", default_value_t = 0, value_parser = clap::value_parser!(u64).range(0..=100))]
    pub rivals: u64,
    /// Mã của người nhập biên bản kiểm phiếu thứ nhất (token of the first typist of count records: FRONT)
    #[arg(long, value_name = "TOKEN", requires = "second_typist")]
    pub first_typist: Option<String>,
    /// Mã của người nhập thứ hai, tài khoản khác (token of the second typist, another account: FRONT)
    #[arg(long, value_name = "TOKEN", requires = "first_typist")]
    pub second_typist: Option<String>,
    /// Phần trăm biên bản nhập nhầm một ô rồi sửa (count records with a slip that is put right, percent)
    #[arg(long, value_name = "PERCENT", default_value_t = 50, value_parser = clap::value_parser!(u64).range(0..=100))]
    pub slips: u64,
    /// Số lần thử khi máy chủ không trả lời (tries before a server that doesn't answer is given up)
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub tries: u32,
    /// Hạt giống (seed)
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// In JSON
    #[arg(long)]
    pub json: bool,
}
